"""A pandas_udf of PySpark over naqi. Usage: spark.py; needs `pip install pyspark pandas pyarrow` and Java."""

import os
import sys

import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql.functions import pandas_udf
from pyspark.sql.types import StringType

import naqi


@pandas_udf(StringType())
def normalized(texts: pd.Series) -> pd.Series:
    return naqi.normalize(texts)


def main() -> None:
    # The workers run this Python.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master("local[2]").appName("naqi").getOrCreate()
    frame = spark.createDataFrame([("المُتَّحِدة",), ("المتحده",), (None,)], ["text"])
    rows = frame.select(normalized("text").alias("text")).collect()
    assert [row.text for row in rows] == ["المتحده", "المتحده", None]
    print("\n".join(str(row.text) for row in rows))
    spark.stop()


if __name__ == "__main__":
    main()
