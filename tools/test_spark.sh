#!/bin/sh
# The sample data through Spark, in local-cluster mode with two workers, and back into SQLite: the database must be the one
# that a local run makes. Takes the program to test; PySpark comes into out/spark-venv, and needs Java 17 or newer.
set -eu
cd "$(dirname "$0")/.."
bin=$(realpath "${1:-target/release/blotter}")
out=out/spark-test
venv=out/spark-venv

if ! command -v java > /dev/null; then
    apt-get update -qq && apt-get install -qq -y --no-install-recommends default-jre-headless > /dev/null
fi
if ! "$venv/bin/python" -c 'import pyspark' 2> /dev/null; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --no-cache-dir pyspark==4.0.1
fi

# The driver's and the workers' Python.
export PYSPARK_PYTHON="$PWD/$venv/bin/python"

rm -rf "$out"
mkdir -p "$out"
find "$PWD/sample_data" -type f ! -iname 'readme*' > "$out/manifest.txt"
job() {
    "$venv/bin/spark-submit" --master 'local-cluster[2,1,1024]' --conf spark.ui.enabled=false \
        --conf spark.sql.shuffle.partitions=4 --conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 \
        deploy/spark/extract_job.py "$@" 2> "$out/log.txt" ||
        { tail -40 "$out/log.txt"; exit 1; }
}
job extract --manifest "$out/manifest.txt" --root "$PWD/sample_data" --out "$out/parquet" --blotter "$bin" --tasks 4
job unload --parquet "$out/parquet" --out "$out/records"

"$bin" load "$out/records" --db "$out/cluster.db"
"$bin" run sample_data --db "$out/local.db"
python3 tools/same_database.py "$out/local.db" "$out/cluster.db"
