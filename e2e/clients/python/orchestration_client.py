"""Deploys, starts, works, searches, fails and resolves with camunda-orchestration-sdk; prints what it saw as JSON."""

import asyncio
import json
import sys
from pathlib import Path

from camunda_orchestration_sdk import CamundaAsyncClient, WorkerConfig
from camunda_orchestration_sdk.models import (
    DecisionEvaluationByID,
    IncidentSearchQuery,
    JobSearchQuery,
    JobUpdateRequest,
    MessageCorrelationRequest,
    ProcessCreationById,
    ProcessInstanceSearchQuery,
    UserTaskAssignmentRequest,
    UserTaskCompletionRequest,
    UserTaskSearchQuery,
    VariableSearchQuery,
)
from camunda_orchestration_sdk.runtime.job_worker import ConnectedJobContext, JobError, JobFailure

address, models = sys.argv[1], Path(sys.argv[2])
seen: dict[str, object] = {}
refusing = {"fails": True}


async def charge(job: ConnectedJobContext) -> dict[str, object]:
    amount = job.variables.to_dict()["amount"]
    if amount == 13:
        raise JobError("REFUSED", "refused")
    if amount == 7 and refusing["fails"]:
        raise JobFailure("not yet", retries=0)
    return {"charged": amount}


async def until(find, wanted):
    for _ in range(300):
        found = await find()
        if wanted(found):
            return found
        await asyncio.sleep(0.1)
    raise TimeoutError(f"did not come: {found}")


async def start(client: CamundaAsyncClient, amount: int) -> str:
    variables = {"kind": "python", "amount": amount, "orderId": f"python-{amount}"}
    data = ProcessCreationById.from_dict({"processDefinitionId": "order", "variables": variables})
    return (await client.create_process_instance(data=data)).process_instance_key


async def main() -> None:
    configuration = {"CAMUNDA_REST_ADDRESS": f"{address}/v2", "CAMUNDA_AUTH_STRATEGY": "NONE"}
    async with CamundaAsyncClient(configuration=configuration) as client:
        topology = await client.get_topology()
        seen["topology"] = [len(topology.brokers), topology.partitions_count]
        await client.get_status()
        files = [models / name for name in ("order.bpmn", "grade.dmn", "review.form")]
        deployed = await client.deploy_resources_from_files(files)
        seen["deployed"] = [len(deployed.processes), len(deployed.decisions), len(deployed.forms)]
        decision = DecisionEvaluationByID.from_dict(
            {"decisionDefinitionId": "grade", "variables": {"amount": 500}}
        )
        seen["decision"] = (await client.evaluate_decision(data=decision)).output

        config = WorkerConfig(job_type="python-charge", job_timeout_milliseconds=30_000)
        worker = client.create_job_worker(config=config, callback=charge)
        keys = {amount: await start(client, amount) for amount in (5, 7, 13)}
        seen["started"] = {str(amount): key for amount, key in keys.items()}

        of_seven = {"filter": {"processInstanceKey": keys[7]}}
        incidents = await until(
            lambda: client.search_incidents(data=IncidentSearchQuery.from_dict(of_seven)),
            lambda found: len(found.items) == 1,
        )
        incident = incidents.items[0]
        seen["incident"] = [str(incident.error_type.value), str(incident.state.value), incident.error_message]
        refusing["fails"] = False
        retries = JobUpdateRequest.from_dict({"changeset": {"retries": 2}})
        await client.update_job(job_key=incident.job_key, data=retries)
        await client.resolve_incident(incident_key=incident.incident_key)

        for amount in (5, 7):
            message = MessageCorrelationRequest.from_dict({"name": "paid", "correlationKey": f"python-{amount}"})

            async def correlate(message=message):
                try:
                    return await client.correlate_message(data=message)
                except Exception as error:  # it waits for the job first
                    return error

            await until(correlate, lambda found: not isinstance(found, Exception))
            query = {"filter": {"processInstanceKey": keys[amount], "state": "CREATED"}}
            tasks = await client.search_user_tasks(data=UserTaskSearchQuery.from_dict(query))
            [task] = tasks.items
            assignment = UserTaskAssignmentRequest.from_dict({"assignee": "ann"})
            await client.assign_user_task(user_task_key=task.user_task_key, data=assignment)
            completion = UserTaskCompletionRequest.from_dict({"variables": {"approved": True}})
            await client.complete_user_task(user_task_key=task.user_task_key, data=completion)
            done = await client.get_user_task(user_task_key=task.user_task_key)
            seen[f"task {amount}"] = [done.name, str(done.state.value), done.assignee]

        completed = {"filter": {"state": "COMPLETED", "processDefinitionId": "order"}, "sort": [{"field": "startDate"}]}
        mine = set(keys.values())
        instances = await until(
            lambda: client.search_process_instances(data=ProcessInstanceSearchQuery.from_dict(completed)),
            lambda found: mine <= {one.process_instance_key for one in found.items},
        )
        seen["completed"] = len(mine & {one.process_instance_key for one in instances.items})
        named = {"filter": {"processInstanceKey": keys[7], "name": "charged"}}
        variables = await client.search_variables(data=VariableSearchQuery.from_dict(named))
        seen["variables"] = [[one.name, one.value] for one in variables.items]
        jobs = await client.search_jobs(data=JobSearchQuery.from_dict(of_seven))
        seen["jobs"] = [[str(one.state.value), one.type_] for one in jobs.items]
        worker.stop()


asyncio.run(main())
print(json.dumps(seen))
