DELIMITER ;;
-- a type of a plugin that comes with no release: nobody knows how its values are stored
CREATE TABLE t1 (a TEST_DOUBLE(20,10))
;;
ALTER TABLE t1 MODIFY a TEST_INT8
;;
CREATE TABLE t1 (a TYPE_MYSQL_TIMESTAMP)
;;
-- a type that MariaDB has only to convert MySQL's JSON columns from
ALTER TABLE t1 MODIFY a mysql_json
;;
CREATE OR REPLACE TABLE t1(j mysql_json)
;;
-- several statements in one text: in the log each has an event of its own
alter table t1 add b integer;
call p1
;;
create table t1 (i int);
insert into t1 values (1),(2),(3);
select * from t1 where i = 2;
drop table t1;
;;
-- a statement that only MySQL 5.1.7 to 5.1.22 had
rename database testdb1 to testdb2
;;
