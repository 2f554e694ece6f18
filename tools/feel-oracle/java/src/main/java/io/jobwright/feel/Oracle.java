package io.jobwright.feel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValFunction;
import org.camunda.feel.syntaxtree.ValRange;
import org.camunda.feel.syntaxtree.ValTime;
import org.camunda.feel.valuemapper.JavaCustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** Reads expressions as lines of JSON, writes what Camunda's engine makes of them as lines of JSON. */
public final class Oracle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Oracle() {}

  public static void main(final String[] args) throws Exception {
    final FeelEngineClock clock = () -> ZonedDateTime.parse("2026-01-02T03:04:05.678Z");
    final FeelEngineApi engine =
        FeelEngineBuilder.forJava()
            .withClock(clock)
            .withCustomValueMapper(new Texts())
            .build();
    final BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      final JsonNode request = JSON.readTree(line);
      out.println(respond(engine, request));
    }
  }

  private static ObjectNode respond(final FeelEngineApi engine, final JsonNode request) {
    if (request.has("functions")) return listFunctions();
    return request.has("rounds") ? measure(engine, request) : answer(engine, request);
  }

  /** The parameters of each overload of each function that is built in. */
  private static ObjectNode listFunctions() {
    final BuiltinFunctions builtIns =
        new BuiltinFunctions(FeelEngineClock.SystemClock$.MODULE$, ValueMapper.defaultValueMapper());
    final ObjectNode functions = JSON.createObjectNode();
    for (final String name : CollectionConverters.asJava(builtIns.functionNames())) {
      final ArrayNode overloads = functions.putArray(name);
      for (final ValFunction overload : CollectionConverters.asJava(builtIns.getFunctions(name))) {
        final ArrayNode parameters = overloads.addArray();
        CollectionConverters.asJava(overload.params()).forEach(parameters::add);
      }
    }
    return functions;
  }

  private static ObjectNode answer(final FeelEngineApi engine, final JsonNode request) {
    final ObjectNode answer = JSON.createObjectNode();
    final String expression = request.get("expression").asText();
    final boolean isTest = request.has("input");
    final ParseResult parsed =
        isTest ? engine.parseUnaryTests(expression) : engine.parseExpression(expression);
    if (parsed.isFailure()) return answer.put("failure", "syntax");
    final Map<String, Object> context = toContext(request);
    if (isTest) context.put("cellInput", JSON.convertValue(request.get("input"), Object.class));
    final EvaluationResult result = engine.evaluate(parsed.parsedExpression(), context);
    if (result.isFailure()) return answer.put("failure", "evaluation");
    answer.set("value", toJson(result.result()));
    final ArrayNode warnings = answer.putArray("warnings");
    for (final EvaluationFailure failure :
        CollectionConverters.asJava(result.suppressedFailures())) {
      warnings.add(failure.failureType() + ": " + failure.failureMessage());
    }
    return answer;
  }

  /** Nanoseconds of the processor that an evaluation of a parsed expression takes, or the parsing of it: one figure a round. */
  private static ObjectNode measure(final FeelEngineApi engine, final JsonNode request) {
    final String expression = request.get("expression").asText();
    final boolean isParsing = request.path("parse").asBoolean();
    final ParseResult parsed = engine.parseExpression(expression);
    final Map<String, Object> context = toContext(request);
    final int perRound = request.get("perRound").asInt();
    final long[] rounds = new long[request.get("rounds").asInt()];
    for (int round = 0; round < rounds.length; round += 1) {
      final long start = THREADS.getCurrentThreadCpuTime();
      for (int index = 0; index < perRound; index += 1) {
        if (isParsing) engine.parseExpression(expression);
        else engine.evaluate(parsed.parsedExpression(), context);
      }
      rounds[round] = (THREADS.getCurrentThreadCpuTime() - start) / perRound;
    }
    return JSON.createObjectNode().set("nanoseconds", JSON.valueToTree(rounds));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> toContext(final JsonNode request) {
    return request.has("context")
        ? JSON.convertValue(request.get("context"), Map.class)
        : new java.util.HashMap<>();
  }

  /** Numbers are written as text under "number", so that no digit is lost. */
  private static JsonNode toJson(final Object value) {
    if (value == null) return JSON.nullNode();
    if (value instanceof Boolean bool) return JSON.getNodeFactory().booleanNode(bool);
    if (value instanceof Number number) {
      final java.math.BigDecimal decimal = new java.math.BigDecimal(number.toString());
      return JSON.createObjectNode().put("number", decimal.stripTrailingZeros().toString());
    }
    if (value instanceof scala.collection.Seq<?> list) return toJson(CollectionConverters.asJava(list));
    if (value instanceof scala.collection.Map<?, ?> map) return toJson(CollectionConverters.asJava(map));
    if (value instanceof List<?> list) {
      final ArrayNode array = JSON.createArrayNode();
      list.forEach(item -> array.add(toJson(item)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      final ObjectNode entries = JSON.createObjectNode();
      map.forEach((key, entry) -> entries.set(String.valueOf(key), toJson(entry)));
      return JSON.createObjectNode().set("context", entries);
    }
    if (value instanceof Nothing) return JSON.nullNode();
    return JSON.getNodeFactory().textNode(value.toString());
  }

  /** As a cluster writes variables: times as text, functions and ranges as null. */
  private static final class Texts extends JavaCustomValueMapper {
    /** As a cluster has it, up to four entries keep their order. */
    @Override
    public Optional<Val> toValue(final Object value, final Function<Object, Val> inner) {
      if (!(value instanceof Map<?, ?> map)) return Optional.empty();
      final var entries = scala.collection.immutable.Map$.MODULE$.<String, Object>newBuilder();
      map.forEach((key, entry) -> entries.addOne(new Tuple2<>(String.valueOf(key), inner.apply(entry))));
      final scala.collection.immutable.Map<String, Object> variables = entries.result();
      return Optional.of(
          new ValContext(
              new Context.StaticContext(
                  variables, scala.collection.immutable.Map$.MODULE$.empty())));
    }

    @Override
    public Optional<Object> unpackValue(final Val value, final Function<Val, Object> inner) {
      if (value instanceof ValTime time) return Optional.of(time.value().format());
      if (value instanceof ValFunction || value instanceof ValRange) return Optional.of(new Nothing());
      return Optional.empty();
    }
  }

  /** Stands for null, which the mapper cannot give. */
  private static final class Nothing {}
}
