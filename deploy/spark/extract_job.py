#!/usr/bin/env python3
"""Extract figures on a Spark cluster, and give them back for one SQLite database.

    spark-submit extract_job.py extract --manifest files.txt --root /data --out hdfs:///figures [--blotter /opt/blotter]
    spark-submit extract_job.py unload --parquet hdfs:///figures --out /mnt/records
    blotter load /mnt/records --db figures.db

`extract` takes a manifest with a file's name a line (articles, tables, containers such as WARC files), as every worker sees
it, hands the names to `blotter extract` in the executors, and writes the records as Parquet, apart by country and year.
`unload` writes records back as newline-delimited JSON, in any order: `blotter load` puts them in theirs. A record is flat:
`type` says which of the views documents, observations, refusals, problems, persons and statements it belongs to.
"""

import argparse
import os
import shlex
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BooleanType, DoubleType, LongType, StringType, StructField, StructType

TEXT = (
    "type source path container media_type title publisher published url language encoding content_hash version status "
    "reason text observation_id kind measure unit object qualifier direction nationality sex age_group offences country "
    "place period_start period_end modality attributed_to part_of evidence cell note severity code message name role "
    "organisation speaker quote"
).split()
NUMBERS = (
    "ordinal position bytes modified_ns missing_cells is_total evidence_start evidence_end sentence_start line"
).split()
SCHEMA = StructType(
    [StructField(name, StringType()) for name in TEXT]
    + [StructField(name, LongType()) for name in NUMBERS]
    + [StructField(name, DoubleType()) for name in ("value_low", "value_high", "confidence")]
    + [StructField("is_container", BooleanType())]
)
PARTITIONS = ("in_country", "in_year")


def extract(spark, args):
    command = [args.blotter, "extract", "--files-from", "-", "--root", args.root, "--jobs", "1"]
    if args.vocabulary:
        command += ["--vocabulary", args.vocabulary]
    # A file that can't be read is a record of its own; the others of the same task are extracted.
    shell = f"{shlex.join(command)}; code=$?; [ $code -eq 0 ] || [ $code -eq 65 ]"
    names = spark.sparkContext.textFile(args.manifest)
    tasks = args.tasks or max(names.count() // args.files_a_task, 1)
    lines = names.repartition(tasks).pipe(shlex.join(["sh", "-c", shell]), env=dict(os.environ), checkCode=True)
    records = spark.read.schema(SCHEMA).option("mode", "FAILFAST").json(lines)
    here = F.when(F.coalesce(F.col("country"), F.lit("")) == "", "none").otherwise(F.col("country"))
    year = F.coalesce(F.substring("period_start", 1, 4), F.lit("none"))
    records = records.withColumn(PARTITIONS[0], here).withColumn(PARTITIONS[1], year)
    records.write.mode("errorifexists").partitionBy(*PARTITIONS).parquet(args.out)
    counts = spark.read.parquet(args.out).groupBy("type").count().orderBy("type").collect()
    print(", ".join(f"{row['count']} {row['type']}" for row in counts))


def unload(spark, args):
    records = spark.read.parquet(args.parquet).drop(*PARTITIONS)
    records.toJSON().saveAsTextFile(args.out, "org.apache.hadoop.io.compress.GzipCodec")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    parse = commands.add_parser("extract")
    parse.add_argument("--manifest", required=True, help="a text file with a file's name a line")
    parse.add_argument("--root", required=True, help="the folder to which sources are relative")
    parse.add_argument("--out", required=True, help="where the Parquet goes; must not be there yet")
    parse.add_argument("--blotter", default="blotter", help="the program, as every worker finds it")
    parse.add_argument("--vocabulary", help="a folder of vocabulary files, as every worker sees it")
    parse.add_argument("--files-a-task", type=int, default=1, help="1 for WARC files, thousands for single articles")
    parse.add_argument("--tasks", type=int, help="how many tasks, instead")
    parse = commands.add_parser("unload")
    parse.add_argument("--parquet", required=True)
    parse.add_argument("--out", required=True, help="a folder for the records; must not be there yet")
    args = parser.parse_args()
    spark = SparkSession.builder.appName(f"blotter {args.command}").getOrCreate()
    try:
        {"extract": extract, "unload": unload}[args.command](spark, args)
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main())
