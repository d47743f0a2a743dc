import datetime
import decimal
import sys

import pymysql
import pymysql.cursors

connection = pymysql.connect(host="127.0.0.1", port=int(sys.argv[1]), user="root", charset="utf8mb4", autocommit=True)
cursor = connection.cursor()


def ask(sql, parameters=None):
    cursor.execute(sql, parameters)
    return cursor.fetchall()


def done(what):
    print("  ", what)


ask("CREATE DATABASE shop")
connection.select_db("shop")
ask(
    "CREATE TABLE t (id BIGINT NOT NULL, name VARCHAR(40), price DECIMAL(10, 2), day DATE, at DATETIME, good BOOLEAN, part DOUBLE, big LARGEINT) "
    "PRIMARY KEY (id) DISTRIBUTED BY HASH(id) PROPERTIES ('replication_num' = '1')"
)
row = (1, "O'Brien 😀 \\ \"", decimal.Decimal("1.50"), datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 1, 2, 3), True, 0.5, "170141183460469231731687303715884105727")
assert cursor.execute("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", row) == 1
assert cursor.executemany("INSERT INTO t (id, name) VALUES (%s, %s)", [(i, None) for i in range(2, 302)]) == 300
(first,) = ask("SELECT * FROM t WHERE id = %s", (1,))
assert first == row[:5] + (1,) + row[6:], first
assert [column[1] for column in cursor.description][:5] == [8, 253, 246, 10, 12], cursor.description
done("parameters and types, both ways")

assert ask("SELECT count(*), count(name) FROM t") == ((301, 1),)
stream = connection.cursor(pymysql.cursors.SSDictCursor)
stream.execute("SELECT id FROM t ORDER BY id")
assert [line["id"] for line in stream] == list(range(1, 302))
stream.close()
done("a cursor that streams")

for sql, number in [("SELECT * FROM nothing", 5502), ("SELEC 1", 1064), ("CREATE DATABASE shop", 1007), ("USE nowhere", 5501)]:
    try:
        ask(sql)
    except pymysql.MySQLError as error:
        assert error.args[0] == number, error
    else:
        raise AssertionError(f"{sql} was accepted")
assert connection.ping() is None
done("errors with their numbers; the connection lives on")

several = pymysql.connect(host="127.0.0.1", port=int(sys.argv[1]), user="root", client_flag=pymysql.constants.CLIENT.MULTI_STATEMENTS).cursor()
several.execute("SELECT 1; SELECT 2")
assert several.fetchall() == ((1,),) and several.nextset() and several.fetchall() == ((2,),)
done("several statements")

ask("CREATE USER reader IDENTIFIED BY 'pass'")
ask("GRANT SELECT ON TABLE shop.t TO USER reader")
try:
    pymysql.connect(host="127.0.0.1", port=int(sys.argv[1]), user="reader", password="wrong")
except pymysql.MySQLError as error:
    assert error.args[0] == 1045, error
else:
    raise AssertionError("a wrong password was accepted")
reader = pymysql.connect(host="127.0.0.1", port=int(sys.argv[1]), user="reader", password="pass", database="shop").cursor()
reader.execute("SELECT name FROM t WHERE id = 1")
assert reader.fetchone() == (row[1],)
done("a user with a password and a grant")
