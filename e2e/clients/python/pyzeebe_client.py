"""Deploys, starts, works, fails and resolves with pyzeebe; prints what it saw as JSON."""

import asyncio
import json
import sys
from pathlib import Path

from pyzeebe import Job, JobController, ZeebeClient, ZeebeWorker, create_insecure_channel
from pyzeebe.errors import BusinessError

address, models = sys.argv[1], Path(sys.argv[2])
seen: dict[str, object] = {}
handled: list[dict[str, object]] = []


async def main() -> None:
    channel = create_insecure_channel(grpc_address=address)
    client = ZeebeClient(channel)
    worker = ZeebeWorker(channel, poll_retry_delay=1, request_timeout=2000, stream_enabled=True)

    async def give_up(error: Exception, job: Job, controller: JobController) -> None:
        if isinstance(error, BusinessError):
            await controller.set_error_status(str(error), error_code=error.error_code)
        else:
            await controller.set_failure_status(str(error), retry_back_off_ms=100)

    @worker.task(task_type="pyzeebe-charge", exception_handler=give_up)
    async def charge(job: Job, amount: int) -> dict[str, object]:
        handled.append({"amount": amount, "retries": job.retries, "headers": dict(job.custom_headers)})
        if amount == 13:
            raise BusinessError("REFUSED", "refused")
        if amount == 7 and job.retries == 3:
            raise RuntimeError("not yet")
        return {"charged": amount}

    topology = await client.topology()
    seen["topology"] = [len(topology.brokers), topology.partitions_count]
    deployed = await client.deploy_resource(*(models / name for name in ("order.bpmn", "grade.dmn", "review.form")))
    seen["deployed"] = [type(one).__name__ for one in deployed.deployments]
    evaluated = await client.evaluate_decision(None, "grade", {"amount": 500})
    seen["decision"] = evaluated.decision_output

    working = asyncio.create_task(worker.work())
    started = {}
    for amount in (5, 7, 13):
        variables = {"kind": "pyzeebe", "amount": amount, "orderId": f"pyzeebe-{amount}"}
        started[amount] = (await client.run_process("order", variables)).process_instance_key
    refused = await client.run_process_with_result(
        "order", {"kind": "pyzeebe", "amount": 13, "orderId": "result"}, timeout=30000
    )
    seen["result"] = refused.variables
    await client.publish_message("paid", "pyzeebe-5", {"paid": True}, time_to_live_in_milliseconds=60000)
    await client.publish_message("paid", "pyzeebe-7", {"paid": True}, time_to_live_in_milliseconds=60000)
    for _ in range(300):
        if len(handled) >= 5:
            break
        await asyncio.sleep(0.1)
    await worker.stop()
    await asyncio.wait_for(working, 30)
    cancelled = await client.run_process("order", {"kind": "nobody", "amount": 1, "orderId": "x"})
    await client.cancel_process_instance(cancelled.process_instance_key)
    seen["started"] = {str(amount): str(key) for amount, key in started.items()}
    seen["cancelled"] = str(cancelled.process_instance_key)
    seen["handled"] = sorted(handled, key=lambda one: (one["amount"], -one["retries"]))
    await channel.close()


asyncio.run(main())
print(json.dumps(seen))
