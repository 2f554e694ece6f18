import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.worker.JobClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Deploys, starts, works, searches, fails and resolves with camunda-client-java; prints what it saw as JSON. */
public class JavaClient {
  private static final Map<String, Object> SEEN = new LinkedHashMap<>();
  private static volatile boolean fails = true;

  public static void main(final String[] args) throws Exception {
    final boolean overRest = args[0].equals("rest");
    final String kind = "java-" + args[0];
    final Path models = Path.of(args[3]);
    try (final CamundaClient client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create(args[1]))
            .restAddress(URI.create(args[2]))
            .preferRestOverGrpc(overRest)
            .build()) {
      run(client, kind, models);
      System.out.println(client.getConfiguration().getJsonMapper().toJson(SEEN));
    }
  }

  private static void run(final CamundaClient client, final String kind, final Path models) throws Exception {
    final var topology = client.newTopologyRequest().send().join();
    SEEN.put("topology", List.of(topology.getBrokers().size(), topology.getPartitionsCount()));
    final var deployed =
        client
            .newDeployResourceCommand()
            .addResourceFile(models.resolve("order.bpmn").toString())
            .addResourceFile(models.resolve("grade.dmn").toString())
            .addResourceFile(models.resolve("review.form").toString())
            .send()
            .join();
    SEEN.put(
        "deployed",
        List.of(deployed.getProcesses().size(), deployed.getDecisions().size(), deployed.getForm().size()));
    final var decision =
        client.newEvaluateDecisionCommand().decisionId("grade").variables(Map.of("amount", 500)).send().join();
    SEEN.put("decision", decision.getDecisionOutput());

    try (final var worker =
        client
            .newWorker()
            .jobType(kind + "-charge")
            .handler(JavaClient::charge)
            .timeout(Duration.ofSeconds(30))
            .open()) {
      final long small = start(client, kind, 5);
      final long failing = start(client, kind, 7);
      final long refused = start(client, kind, 13);
      SEEN.put("started", Map.of("5", key(small), "7", key(failing), "13", key(refused)));
      resolve(client, failing);
      review(client, kind, small, 5);
      review(client, kind, failing, 7);
      for (final long key : List.of(small, failing, refused))
        until(
            () -> client.newProcessInstanceGetRequest(key).send().join(),
            found -> found.getState() == ProcessInstanceState.COMPLETED);
      final var variables =
          client.newVariableSearchRequest().filter(f -> f.processInstanceKey(failing).name("charged")).send().join();
      SEEN.put("variables", variables.items().stream().map(one -> List.of(one.getName(), one.getValue())).toList());
      final var jobs = client.newJobSearchRequest().filter(f -> f.processInstanceKey(failing)).send().join();
      SEEN.put("jobs", jobs.items().stream().map(one -> List.of(one.getState().name(), one.getType())).toList());
      final var elements =
          client
              .newElementInstanceSearchRequest()
              .filter(f -> f.processInstanceKey(refused))
              .sort(s -> s.startDate().asc())
              .send()
              .join();
      SEEN.put("elements", elements.items().stream().map(one -> one.getElementId()).sorted().toList());
    }
    final var listed =
        client.newProcessInstanceSearchRequest().filter(f -> f.processDefinitionId("order")).page(p -> p.limit(1)).send().join();
    SEEN.put("paged", List.of(listed.items().size(), listed.page().totalItems() >= 3));
    final long cancelled = start(client, "nobody", 1);
    client.newCancelInstanceCommand(cancelled).send().join();
    SEEN.put("cancelled", key(cancelled));
    try {
      client.newCancelInstanceCommand(2251799813685249L).send().join();
    } catch (final ClientException error) {
      SEEN.put("problem", error.getMessage().contains("NOT_FOUND") || error.getMessage().contains("no such process was found"));
    }
  }

  private static void charge(final JobClient client, final ActivatedJob job) {
    final int amount = ((Number) job.getVariablesAsMap().get("amount")).intValue();
    if (amount == 13) client.newThrowErrorCommand(job).errorCode("REFUSED").errorMessage("refused").send().join();
    else if (amount == 7 && fails) client.newFailCommand(job).retries(0).errorMessage("not yet").send().join();
    else client.newCompleteCommand(job).variables(Map.of("charged", amount)).send().join();
  }

  private static void resolve(final CamundaClient client, final long instance) throws Exception {
    final var incidents =
        until(
            () -> client.newIncidentSearchRequest().filter(f -> f.processInstanceKey(instance)).send().join(),
            found -> found.items().size() == 1);
    final var incident = incidents.items().get(0);
    SEEN.put("incident", List.of(incident.getErrorType().name(), incident.getState().name(), incident.getErrorMessage()));
    fails = false;
    client.newUpdateRetriesCommand(incident.getJobKey()).retries(2).send().join();
    client.newResolveIncidentCommand(incident.getIncidentKey()).send().join();
  }

  private static void review(final CamundaClient client, final String kind, final long instance, final int amount)
      throws Exception {
    client
        .newPublishMessageCommand()
        .messageName("paid")
        .correlationKey(kind + "-" + amount)
        .timeToLive(Duration.ofMinutes(1))
        .send()
        .join();
    final var tasks =
        until(
            () ->
                client
                    .newUserTaskSearchRequest()
                    .filter(f -> f.processInstanceKey(instance).state(UserTaskState.CREATED))
                    .send()
                    .join(),
            found -> found.items().size() == 1);
    final long task = tasks.items().get(0).getUserTaskKey();
    client.newAssignUserTaskCommand(task).assignee("ann").send().join();
    final String form = client.newUserTaskGetFormRequest(task).send().join().getFormId();
    client.newCompleteUserTaskCommand(task).variables(Map.of("approved", true)).send().join();
    final var done = client.newUserTaskGetRequest(task).send().join();
    SEEN.put("task " + amount, List.of(done.getName(), done.getState().name(), done.getAssignee(), form));
  }

  private static long start(final CamundaClient client, final String kind, final int amount) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId("order")
        .latestVersion()
        .variables(Map.of("kind", kind, "amount", amount, "orderId", kind + "-" + amount))
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static String key(final long value) {
    return String.valueOf(value);
  }

  private static <T> T until(final Callable<T> find, final Predicate<T> wanted) throws Exception {
    for (int attempt = 0; attempt < 300; attempt++) {
      final T found = find.call();
      if (wanted.test(found)) return found;
      Thread.sleep(100);
    }
    throw new IllegalStateException("It did not come");
  }
}
