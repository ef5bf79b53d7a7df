"""Retrains the flights every night on Airflow 2 or 3, by the script retrain beside this file.

A copy of this file goes into Airflow's folder of DAGs; TACIT_HOME is the clone or installation that has the scripts. The task
runs on a worker that has Spark and, for YARN, the cluster's configuration (SPARK_HOME, HADOOP_CONF_DIR).
"""

from __future__ import annotations

import os
import subprocess
from datetime import datetime, timedelta, timezone

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

CONFIGS = os.environ.get("TACIT_HOME", "/opt/tacit") + "/cluster-configs"

# Exit codes of Tacit that would come again however often one tries.
FINAL = {2: "wrong options or configuration", 3: "training diverged or could not be solved"}


@dag(
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    tags=["tacit"],
)
def tacit_retrain():
    @task(retries=3, retry_delay=timedelta(minutes=5), execution_timeout=timedelta(hours=12))
    def retrain(run_id: str) -> None:
        command = [f"{CONFIGS}/retraining/retrain"]
        command += ["--submit", f"{CONFIGS}/yarn/submit", "--config", f"{CONFIGS}/yarn/job.conf"]
        command += ["--output", "hdfs:///tacit/runs/flights", "--results", "/var/lib/tacit/flights"]
        command += ["--run-id", run_id]
        code = exit_code(command)
        if code in FINAL:
            raise AirflowFailException(f"{FINAL[code]}; no further try, the log of the task says more")
        if code != 0:
            raise AirflowException(f"exit code {code}; the next try goes on from the last checkpoint")

    retrain(run_id="{{ ds }}")


def exit_code(command: list[str]) -> int:
    """Where Airflow ends the task, the command is ended too, and leaves a checkpoint before it goes."""
    with subprocess.Popen(command) as process:
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            raise


tacit_retrain()
