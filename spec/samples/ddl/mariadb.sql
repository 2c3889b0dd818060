DELIMITER ;;
-- main/adddate_454.test
create table t1 (d date)
;;
drop table t1
;;
-- main/alias.test
DROP TABLE IF EXISTS t1
;;
CREATE TABLE t1 (
  cont_nr int(11) NOT NULL auto_increment,
  ver_nr int(11) NOT NULL default '0',
  aufnr int(11) NOT NULL default '0',
  username varchar(50) NOT NULL default '',
  hdl_nr int(11) NOT NULL default '0',
  eintrag date NOT NULL default '0000-00-00',
  st_klasse varchar(40) NOT NULL default '',
  st_wert varchar(40) NOT NULL default '',
  st_zusatz varchar(40) NOT NULL default '',
  st_bemerkung varchar(255) NOT NULL default '',
  kunden_art varchar(40) NOT NULL default '',
  mcbs_knr int(11) default NULL,
  mcbs_aufnr int(11) NOT NULL default '0',
  schufa_status char(1) default '?',
  bemerkung text,
  wirknetz text,
  wf_igz int(11) NOT NULL default '0',
  tarifcode varchar(80) default NULL,
  recycle char(1) default NULL,
  sim varchar(30) default NULL,
  mcbs_tpl varchar(30) default NULL,
  emp_nr int(11) NOT NULL default '0',
  laufzeit int(11) default NULL,
  hdl_name varchar(30) default NULL,
  prov_hdl_nr int(11) NOT NULL default '0',
  auto_wirknetz varchar(50) default NULL,
  auto_billing varchar(50) default NULL,
  touch timestamp NOT NULL,
  kategorie varchar(50) default NULL,
  kundentyp varchar(20) NOT NULL default '',
  sammel_rech_msisdn varchar(30) NOT NULL default '',
  p_nr varchar(9) NOT NULL default '',
  suffix char(3) NOT NULL default '',
  PRIMARY KEY (cont_nr),
  KEY idx_aufnr(aufnr),
  KEY idx_hdl_nr(hdl_nr),
  KEY idx_st_klasse(st_klasse),
  KEY ver_nr(ver_nr),
  KEY eintrag_idx(eintrag),
  KEY emp_nr_idx(emp_nr),
  KEY wf_igz(wf_igz),
  KEY touch(touch),
  KEY hdl_tag(eintrag,hdl_nr),
  KEY prov_hdl_nr(prov_hdl_nr),
  KEY mcbs_aufnr(mcbs_aufnr),
  KEY kundentyp(kundentyp),
  KEY p_nr(p_nr,suffix)
) ENGINE=MyISAM
;;
CREATE TABLE t1 (
  AUFNR varchar(12) NOT NULL default '',
  PLNFL varchar(6) NOT NULL default '',
  VORNR varchar(4) NOT NULL default '',
  xstatus_vor smallint(5) unsigned NOT NULL default '0'
)
;;
create table t1 (a int, b int, c int)
;;
create table t4 select t1.* from t1
;;
create table t4 select t2.*, 1, 2 from t2
;;
create table t4 select t2.*, d as 'x', d as 'z' from t2
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 AS SELECT x'FF32', CONCAT(x'FF32')
;;
CREATE TABLE t1 AS SELECT '0\a', CONCAT('0\a')
;;
create or replace table t1 (a int)
;;
-- main/almost_full.test
CREATE TABLE t1 (a int auto_increment primary key not null, b longtext) ENGINE=MyISAM
;;
-- main/alter_events.test
CREATE TABLE t1 (a int primary key, b int) engine=innodb
;;
CREATE TABLE t2 (a int primary key) engine=innodb
;;
-- main/alter_table-big.test
create table t1 (n1 int, n2 int, n3 int,
                key (n1, n2, n3),
                key (n2, n3, n1),
                key (n3, n1, n2))
;;
alter table t1 disable keys
;;
drop tables t1, t2
;;
create table t1 (i int)
;;
rename table t1 to t3
;;
-- main/alter_table.test
create table t1 (
col1 int not null auto_increment primary key,
col2 varchar(30) not null,
col3 varchar (20) not null,
col4 varchar(4) not null,
col5 enum('PENDING', 'ACTIVE', 'DISABLED') not null,
col6 int not null, to_be_deleted int)
;;
alter table t1
add column col4_5 varchar(20) not null after col4,
add column col7 varchar(30) not null after col5,
add column col8 datetime not null, drop column to_be_deleted,
change column col2 fourth varchar(30) not null after col3,
modify column col6 int not null first
;;
create table t1 (bandID MEDIUMINT UNSIGNED NOT NULL PRIMARY KEY, payoutID SMALLINT UNSIGNED NOT NULL)
;;
alter table t1 add column new_col int, order by payoutid,bandid
;;
alter table t1 order by bandid,payoutid
;;
CREATE TABLE t1 (
GROUP_ID int(10) unsigned DEFAULT '0' NOT NULL,
LANG_ID smallint(5) unsigned DEFAULT '0' NOT NULL,
NAME varchar(80) DEFAULT '' NOT NULL,
PRIMARY KEY (GROUP_ID,LANG_ID),
KEY NAME (NAME))
;;
ALTER TABLE t1 CHANGE NAME NAME CHAR(80) not null
;;
CREATE TABLE t1 (
  id int(11) unsigned NOT NULL default '0',
  category_id tinyint(4) unsigned NOT NULL default '0',
  type_id tinyint(4) unsigned NOT NULL default '0',
  body text NOT NULL,
  user_id int(11) unsigned NOT NULL default '0',
  status enum('new','old') NOT NULL default 'new',
  PRIMARY KEY (id)
) ENGINE=MyISAM
;;
ALTER TABLE t1 ORDER BY t1.id, t1.status, t1.type_id, t1.user_id, t1.body
;;
CREATE TABLE t1 (AnamneseId int(10) unsigned NOT NULL auto_increment,B BLOB,PRIMARY KEY (AnamneseId)) engine=myisam
;;
create table t1 (i int unsigned not null auto_increment primary key)
;;
alter table t1 drop i,add i int unsigned not null auto_increment, drop primary key, add primary key (i)
;;
create database mysqltest
;;
create table mysqltest.t1 (name char(15))
;;
alter table t1 rename mysqltest.t1
;;
create table t1 (n1 int not null, n2 int, n3 int, n4 float,
                unique(n1),
                key (n1, n2, n3, n4),
                key (n2, n3, n4, n1),
                key (n3, n4, n1, n2),
                key (n4, n1, n2, n3) )
;;
alter table t1 disable keys
;;
alter table t1 enable keys
;;
create table t1 (i int unsigned not null auto_increment primary key)
;;
alter table t1 rename t2
;;
alter table t2 rename t1, add c char(10) comment "no comment"
;;
create table t1 (a int, b int)
;;
alter table t1 add unique (a,b), add key (b)
;;
CREATE TABLE t1 (i int(10), index(i) ) ENGINE=MyISAM
;;
CREATE TABLE t1 (
  Host varchar(16) binary NOT NULL default '',
  User varchar(16) binary NOT NULL default '',
  PRIMARY KEY  (Host,User)
) ENGINE=MyISAM
;;
ALTER TABLE t1 RENAME t2
;;
create table t1 (a int, b int, c int, d int, e int, f int, g int, h int,i int, primary key (a,b,c,d,e,f,g,i,h)) engine=MyISAM
;;
alter table t1 modify a int
;;
create table t1 (a char(10) character set koi8r)
;;
alter table t1 change a a char(10) character set cp1251
;;
alter table t1 change a a binary(4)
;;
alter table t1 change a a char(10) character set cp1251
;;
alter table t1 change a a char(10) character set koi8r
;;
alter table t1 change a a varchar(10) character set cp1251
;;
alter table t1 change a a char(10) character set koi8r
;;
alter table t1 change a a text character set cp1251
;;
alter table t1 change a a char(10) character set koi8r
;;
alter table t1 DEFAULT CHARACTER SET latin1
;;
alter table t1 CONVERT TO CHARACTER SET latin1
;;
create table t1 (myblob longblob,mytext longtext) 
default charset latin1 collate latin1_general_cs
;;
CREATE TABLE t1 (a int PRIMARY KEY, b INT UNIQUE)
;;
ALTER TABLE t1 DROP PRIMARY KEY
;;
create table t1 (a int, b int, key(a))
;;
alter table t1 drop key a
;;
create table t1 (a text) character set koi8r
;;
create table t1 ( a timestamp )
;;
create table t1 (a int, key(a))
;;
alter table t1 modify a int, disable keys
;;
alter table t1 enable keys
;;
alter table t1 modify a bigint, disable keys
;;
alter table t1 enable keys
;;
alter table t1 add b char(10), disable keys
;;
alter table t1 add c decimal(10,2), enable keys
;;
create table t1(a int, b char(10), unique(a))
;;
alter table t1 disable keys
;;
alter table t1 enable keys
;;
alter table t1 modify a int, disable keys
;;
alter table t1 modify a bigint, disable keys
;;
alter table t1 modify a bigint
;;
create database mysqltest
;;
alter table t1 rename mysqltest.t1
;;
alter table mysqltest.t1 rename t1
;;
alter table test.t1 rename t1
;;
alter table test.t1 rename test.t1
;;
create table table_24562(
  section int,
  subsection int,
  title varchar(50))
;;
alter table table_24562 add column reviewer varchar(20),
order by title
;;
alter table table_24562
order by section ASC, subsection DESC
;;
create table t1 (mycol int(10) not null)
;;
alter table t1 alter column mycol set default 0
;;
create table t1(id int(8) primary key auto_increment) engine=heap
;;
alter table t1 auto_increment = 50
;;
alter table t1 engine = myisam
;;
set sql_mode="no_zero_date"
;;
create table t1 (v varchar(32))
;;
alter table t1 change v v2 varchar(32)
;;
alter table t1 change v2 v varchar(64)
;;
alter table t1 add i int auto_increment not null primary key first
;;
alter table t1 change i i bigint
;;
alter table t1 add unique key (i, v)
;;
create table t1 (t varchar(255) default null, key t (t(80)))
engine=myisam default charset=latin1
;;
alter table t1 change t t text
;;
CREATE TABLE t1 (a varchar(500))
;;
ALTER TABLE t1 ADD b GEOMETRY NOT NULL, ADD SPATIAL INDEX(b)
;;
ALTER TABLE t1 ADD KEY(b(50))
;;
ALTER TABLE t1 ADD c POINT
;;
CREATE TABLE t1 (s CHAR(8) BINARY)
;;
ALTER TABLE t1 MODIFY s CHAR(10) BINARY
;;
create table t1 (a tinytext character set latin1)
;;
create table t1 (a mediumtext character set latin1)
;;
create table t1 (i int)
;;
alter table t1 modify i int default 1
;;
alter table t1 change i c char(10) default "Two"
;;
alter table t1 modify c char(10) default "Three", rename to t2
;;
alter table t2 change c vc varchar(100) default "Four", rename to t1
;;
DROP TABLE IF EXISTS `t+1`, `t+2`
;;
CREATE TABLE `t+1` (c1 INT)
;;
ALTER TABLE  `t+1` RENAME `t+2`
;;
CREATE TEMPORARY TABLE `tt+1` (c1 INT)
;;
CREATE TABLE t1 (
  int_field INTEGER UNSIGNED NOT NULL,
  char_field CHAR(10),
  INDEX(`int_field`)
)
;;
ALTER TABLE t1
  CHANGE int_field unsigned_int_field INTEGER UNSIGNED NOT NULL,
  RENAME t2
;;
ALTER TABLE t2 MODIFY unsigned_int_field BIGINT UNSIGNED NOT NULL
;;
CREATE TABLE t1 (f1 INT, f2 INT, f3 INT)
;;
ALTER TABLE t1 MODIFY COLUMN f3 INT AFTER f1
;;
create table t1 (c char(10) default "Two")
;;
create table t1(f1 int not null, f2 int not null, key  (f1), key (f2))
;;
alter table t1 pack_keys=1
;;
alter table t1 max_rows=100
;;
SET sql_mode=strict_all_tables
;;
CREATE TABLE t1 (a int NOT NULL default 42)
;;
ALTER TABLE t1 ALTER COLUMN a DROP DEFAULT
;;
CREATE TABLE t1 (a SET('a1','a2'))
;;
CREATE TABLE t1 (f1 TIMESTAMP NULL DEFAULT NULL,
                 f2 INT(11) DEFAULT NULL) ENGINE=MYISAM DEFAULT CHARSET=utf8
;;
CREATE TABLE t1 (a TEXT, id INT, b INT)
;;
ALTER TABLE t1 DROP COLUMN a, ADD COLUMN c TEXT FIRST
;;
create table t1 (i int, j int) engine=myisam
;;
alter table t1 modify column j int first
;;
CREATE TABLE t1(c CHAR(10), 
  i INT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY)
;;
ALTER TABLE t1
  DROP i,
  ADD i INT UNSIGNED NOT NULL AUTO_INCREMENT,
  AUTO_INCREMENT = 1
;;
CREATE TABLE t1 (id int)
;;
ALTER TABLE t1 ADD COLUMN (f1 INT), ADD COLUMN (f2 INT), ADD KEY f2k(f2)
;;
CREATE TABLE t1 (a INT, b MEDIUMINT)
;;
DROP DATABASE IF EXISTS db1
;;
CREATE TABLE db1.t1 (bar TINYTEXT, KEY (bar(100)))
;;
CREATE TABLE t1 (
  `a` int(11) DEFAULT NULL
) DEFAULT CHARSET=utf8
;;
ALTER TABLE t1 ADD COLUMN `consultant_id` integer NOT NULL,
ALTER COLUMN `consultant_id` DROP DEFAULT
;;
CREATE TABLE t1 (
  `a` int(11) DEFAULT NULL
) DEFAULT CHARSET=utf8
;;
ALTER TABLE t1 ADD COLUMN `consultant_id` integer NOT NULL,
ALTER COLUMN `consultant_id` SET DEFAULT 2
;;
CREATE TABLE t1 (
  `a` int(11) DEFAULT NULL
) DEFAULT CHARSET=utf8
;;
ALTER TABLE t1 ADD COLUMN `consultant_id` integer NOT NULL DEFAULT 2,
ALTER COLUMN `consultant_id` DROP DEFAULT,
MODIFY COLUMN `consultant_id` BIGINT
;;
CREATE TABLE t1 (t1_fld1 TEXT)
;;
CREATE TABLE t2 (t2_fld1 MEDIUMTEXT)
;;
CREATE TABLE t3 (t3_fld1 LONGTEXT)
;;
SET SQL_MODE='STRICT_ALL_TABLES'
;;
ALTER TABLE t1 CHANGE `t1_fld1` `my_t1_fld1` TINYTEXT
;;
ALTER TABLE t2 CHANGE `t2_fld1` `my_t2_fld1` TEXT
;;
ALTER TABLE t3 CHANGE `t3_fld1` `my_t3_fld1` MEDIUMTEXT
;;
SET SQL_MODE=''
;;
SET SQL_MODE=default
;;
CREATE TABLE t1 (
  id INT(11) NOT NULL,
  x_param INT(11) DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=MYISAM
;;
ALTER TABLE t1 ADD COLUMN IF NOT EXISTS id INT,
               ADD COLUMN IF NOT EXISTS lol INT AFTER id
;;
ALTER TABLE t1 ADD COLUMN IF NOT EXISTS lol INT AFTER id
;;
ALTER TABLE t1 DROP COLUMN IF EXISTS lol
;;
ALTER TABLE t1 DROP COLUMN IF EXISTS lol
;;
ALTER TABLE t1 ADD KEY IF NOT EXISTS x_param(x_param)
;;
ALTER TABLE t1 ADD KEY IF NOT EXISTS x_param(x_param)
;;
ALTER TABLE t1 MODIFY IF EXISTS lol INT
;;
DROP INDEX IF EXISTS x_param ON t1
;;
CREATE INDEX IF NOT EXISTS x_param1 ON t1(x_param)
;;
CREATE TABLE t2 (
  id INT(11) NOT NULL) ENGINE=INNODB
;;
ALTER TABLE t2 ADD FOREIGN KEY IF NOT EXISTS fk(id) REFERENCES t1(id)
;;
ALTER TABLE t2 ADD FOREIGN KEY IF NOT EXISTS fk(id) REFERENCES t1(id)
;;
ALTER TABLE t2 DROP FOREIGN KEY IF EXISTS fk
;;
CREATE TABLE t1 (
    `transaction_id` int(11) NOT NULL DEFAULT '0', 
    KEY `transaction_id` (`transaction_id`))
;;
ALTER TABLE t1 DROP KEY IF EXISTS transaction_id, ADD PRIMARY KEY IF NOT EXISTS (transaction_id)
;;
CREATE TABLE t1 (c1 int unsigned , c2 char(100) not null default '')
;;
ALTER TABLE t1 ADD c3 char(16) NOT NULL DEFAULT '' AFTER c2,
               MODIFY c2 char(100) NOT NULL DEFAULT '' AFTER c1
;;
CREATE TABLE t1(a INT PRIMARY KEY, b INT) engine=InnoDB
;;
CREATE TABLE m1(a INT PRIMARY KEY, b INT) engine=MyISAM
;;
ALTER TABLE t1 ADD INDEX i1(b)
;;
ALTER TABLE t1 ADD INDEX i2(b), ALGORITHM= DEFAULT
;;
ALTER TABLE t1 ADD INDEX i3(b), ALGORITHM= COPY
;;
ALTER TABLE t1 ADD INDEX i4(b), ALGORITHM= INPLACE
;;
ALTER TABLE m1 ENABLE KEYS
;;
ALTER TABLE m1 ENABLE KEYS, ALGORITHM= DEFAULT
;;
ALTER TABLE t1 DROP INDEX i1, DROP INDEX i2, DROP INDEX i3, DROP INDEX i4
;;
ALTER TABLE t1 ADD INDEX i1(b)
;;
ALTER TABLE t1 ADD INDEX i2(b), ALGORITHM= DEFAULT
;;
ALTER TABLE t1 ADD INDEX i3(b), ALGORITHM= COPY
;;
ALTER TABLE t1 ADD INDEX i4(b), ALGORITHM= INPLACE
;;
ALTER TABLE t1 DROP INDEX i1, DROP INDEX i2, DROP INDEX i3, DROP INDEX i4
;;
ALTER TABLE t1 ADD COLUMN (c1 INT)
;;
ALTER TABLE t1 ADD COLUMN (c2 INT), ALGORITHM= DEFAULT
;;
ALTER TABLE t1 ADD COLUMN (c3 INT), ALGORITHM= COPY
;;
ALTER TABLE t1 ADD COLUMN (c4 INT), ALGORITHM= INPLACE
;;
ALTER TABLE t1 DROP COLUMN c1, DROP COLUMN c2, DROP COLUMN c3, DROP COLUMN c4
;;
ALTER TABLE t1 ADD INDEX i1(b), LOCK= DEFAULT
;;
ALTER TABLE t1 ADD INDEX i2(b), LOCK= NONE
;;
ALTER TABLE t1 ADD INDEX i3(b), LOCK= SHARED
;;
ALTER TABLE t1 ADD INDEX i4(b), LOCK= EXCLUSIVE
;;
ALTER TABLE t1 DROP INDEX i1, DROP INDEX i2, DROP INDEX i3, DROP INDEX i4
;;
ALTER TABLE t1 ADD INDEX i1(b), ALGORITHM= INPLACE, LOCK= NONE
;;
ALTER TABLE t1 ADD INDEX i2(b), ALGORITHM= INPLACE, LOCK= SHARED
;;
ALTER TABLE t1 ADD INDEX i3(b), ALGORITHM= INPLACE, LOCK= EXCLUSIVE
;;
ALTER TABLE t1 ADD INDEX i4(b), ALGORITHM= COPY, LOCK= NONE
;;
CREATE TABLE ti1(a INT NOT NULL, b INT, c INT) engine=InnoDB
;;
ALTER TABLE ti1
;;
ALTER TABLE ti1 ADD COLUMN d VARCHAR(200)
;;
ALTER TABLE ti1 ADD COLUMN d2 VARCHAR(200)
;;
ALTER TABLE ti1 ADD COLUMN e ENUM('a', 'b') FIRST
;;
ALTER TABLE ti1 ADD COLUMN f INT AFTER a
;;
ALTER TABLE ti1 ADD INDEX ii1(b)
;;
ALTER TABLE ti1 ADD UNIQUE INDEX ii2 (c)
;;
ALTER TABLE ti1 ADD FULLTEXT INDEX ii3 (d)
;;
ALTER TABLE ti1 ADD FULLTEXT INDEX ii4 (d2)
;;
ALTER TABLE ti1 ADD PRIMARY KEY(a)
;;
ALTER TABLE ti1 DROP INDEX ii3
;;
ALTER TABLE ti1 DROP COLUMN d2
;;
ALTER TABLE ti1 ADD CONSTRAINT fi1 FOREIGN KEY (b) REFERENCES ti2(a)
;;
ALTER TABLE ti1 ALTER COLUMN b SET DEFAULT 1
;;
ALTER TABLE ti1 ALTER COLUMN b DROP DEFAULT
;;
ALTER TABLE ti1 CHANGE COLUMN f g INT
;;
ALTER TABLE ti1 CHANGE COLUMN g h VARCHAR(20)
;;
ALTER TABLE ti1 MODIFY COLUMN e ENUM('a', 'b', 'c')
;;
ALTER TABLE ti1 MODIFY COLUMN e INT
;;
ALTER TABLE ti1 MODIFY COLUMN e INT AFTER h
;;
ALTER TABLE ti1 MODIFY COLUMN e INT FIRST
;;
SET @@sql_mode = 'STRICT_TRANS_TABLES'
;;
ALTER TABLE ti1 MODIFY COLUMN c INT NOT NULL
;;
ALTER TABLE ti1 MODIFY COLUMN c INT NULL
;;
ALTER TABLE ti1 MODIFY COLUMN h VARCHAR(30)
;;
ALTER TABLE ti1 MODIFY COLUMN h VARCHAR(30) AFTER d
;;
ALTER TABLE ti1 DROP COLUMN h
;;
ALTER TABLE ti1 DROP INDEX ii2
;;
ALTER TABLE ti1 DROP PRIMARY KEY
;;
ALTER TABLE ti1 DROP FOREIGN KEY fi1
;;
ALTER TABLE ti1 RENAME TO ti3
;;
ALTER TABLE ti3 RENAME TO ti1
;;
ALTER TABLE ti1 ORDER BY b
;;
ALTER TABLE ti1 CONVERT TO CHARACTER SET utf16
;;
ALTER TABLE ti1 DEFAULT CHARACTER SET utf8
;;
ALTER TABLE ti1 FORCE
;;
ALTER TABLE ti1 AUTO_INCREMENT 3
;;
ALTER TABLE ti1 AVG_ROW_LENGTH 10
;;
ALTER TABLE ti1 CHECKSUM 1
;;
ALTER TABLE ti1 COMMENT 'test'
;;
ALTER TABLE ti1 MAX_ROWS 100
;;
ALTER TABLE ti1 MIN_ROWS 1
;;
ALTER TABLE ti1 PACK_KEYS 1
;;
create table t1 (i int)
;;
alter table t1 add unique index if not exists idx(i)
;;
CREATE TABLE t1 (
   `event_id` bigint(20) unsigned NOT NULL DEFAULT '0',
   `market_id` bigint(20) unsigned NOT NULL DEFAULT '0',
 PRIMARY KEY (`event_id`,`market_id`)
 )
;;
CREATE TABLE `tab1` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `field2` set('option1','option2','option3','option4') NOT NULL,
  `field3` set('option1','option2','option3','option4','option5') NOT NULL,
  `field4` set('option1','option2','option3','option4') NOT NULL,
  `field5` varchar(32) NOT NULL,
  `field6` varchar(32) NOT NULL,
  `field7` varchar(32) NOT NULL,
  `field8` varchar(32) NOT NULL,
  `field9` int(11) NOT NULL DEFAULT '1',
  `field10` varchar(16) NOT NULL,
  `field11` enum('option1','option2','option3') NOT NULL DEFAULT 'option1',
  `v_col` varchar(128) AS (IF(field11='option1',CONCAT_WS(":","field1",field2,field3,field4,field5,field6,field7,field8,field9,field10), CONCAT_WS(":","field1",field11,field2,field3,field4,field5,field6,field7,field8,field9,field10))) PERSISTENT,
  PRIMARY KEY (`id`)
) DEFAULT CHARSET=latin1
;;
ALTER TABLE `tab1` CHANGE COLUMN v_col `v_col` varchar(128)
;;
ALTER TABLE `tab1` CHANGE COLUMN v_col `v_col` varchar(128) AS (IF(field11='option1',CONCAT_WS(":","field1",field2,field3,field4,field5,field6,field7,field8,field9,field10), CONCAT_WS(":","field1",field11,field2,field3,field4,field5,field6,field7,field8,field9,field10))) PERSISTENT
;;
CREATE TABLE t1 (id int(11) NOT NULL, a int(11) NOT NULL, b int(11))
  ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
CREATE TABLE t1 (
        `ID` BIGINT(20) NOT NULL,
            `RANK` MEDIUMINT(4) NOT NULL,
                `CHECK_POINT` BIGINT(20) NOT NULL,
                    UNIQUE INDEX `HORIZON_UIDX01` (`ID`, `RANK`)
    ) ENGINE=InnoDB
;;
CREATE TABLE t1(i INT) ENGINE=INNODB
;;
ALTER TABLE t1 MODIFY i FLOAT
;;
CREATE TABLE t1 (a INT, b INT) engine=myisam
;;
ALTER TABLE t1 ADD CONSTRAINT IF NOT EXISTS `min` CHECK (a+b > 100)
;;
ALTER TABLE t1 ADD CONSTRAINT IF NOT EXISTS `min` CHECK (a+b > 100)
;;
ALTER TABLE t1 ADD CONSTRAINT `mini` CHECK (a+b > 100)
;;
create table t1 (a int, b int, check(a>b))
;;
alter table t1 drop column a
;;
alter table t1 drop column a, drop constraint constraint_1
;;
create table t1 (a int, b int, check(a>0))
;;
alter table t1 drop column a, add column a bigint first
;;
create table t1 (a int primary key, b int, c int default (a+b) check (a+b>0),
                d int as (a+b),
	        key (b),
	        constraint test check (a+b > 1))
;;
alter table t1 change b new_b int not null, add column b char(1), add constraint new check (length(b) > 0)
;;
CREATE TABLE t1 (d DATETIME DEFAULT CURRENT_TIMESTAMP, i INT) ENGINE=InnoDB
;;
CREATE TABLE t2(id INT PRIMARY KEY, c1 INT, c2 INT NOT NULL,
    CONSTRAINT sid FOREIGN KEY (`c1`) REFERENCES t1 (`id`) ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT UNIQUE `ui`(c2)) ENGINE= INNODB
;;
ALTER TABLE t2 DROP CONSTRAINT sid
;;
ALTER TABLE t2 DROP CONSTRAINT ui
;;
ALTER TABLE t2 DROP CONSTRAINT PRIMARY KEY
;;
set sql_mode = "no_zero_date"
;;
create or replace table t1 (pk int, i int, primary key (pk)) engine myisam
;;
create or replace table person_principal (
  person_id bigint not null,
  insurant_id varchar(10) not null,
  principal_id bigint not null,
  principal_officer_id bigint not null,
  nursing_degree tinyint null,
  nursing_degree_valid_from date not null default cast(current_timestamp(6) as date),
  carma_user_id bigint not null,
  current_date_time timestamp(6) not null default current_timestamp(6) on update current_timestamp(6),
  constraint pk_person_principal primary key (person_id asc),
  constraint ck_person_principal_nursing_degree check (nursing_degree in (1,2,3,4,5)))
;;
create or replace table person_principal_hist (
  person_id bigint not null,
  insurant_id varchar(10) not null,
  principal_id bigint not null,
  principal_officer_id bigint not null,
  nursing_degree tinyint null,
  nursing_degree_valid_from date not null default cast(now() as date),
  carma_user_id bigint not null,
  orig_date_time datetime(6) not null,
  constraint pk_person_principal_hist primary key (person_id asc, orig_date_time asc),
  constraint ck_person_principal_hist_nursing_degree check (nursing_degree in (1,2,3,4,5)))
;;
alter table person_principal add column if not exists date_mask tinyint null
;;
alter table person_principal modify column date_mask tinyint not null
;;
CREATE OR REPLACE TABLE `t1` (   `id` varchar(64) NOT NULL,   `name` varchar(255) NOT NULL,   `extra` text DEFAULT NULL,   `password` varchar(128) DEFAULT NULL,   `enabled` tinyint(1) DEFAULT NULL,   `domain_id` varchar(64) NOT NULL,   `default_project_id` varchar(64) DEFAULT NULL,   PRIMARY KEY (`id`),  CONSTRAINT `CONSTRAINT_1` CHECK (`enabled` in (0,1)) ) ENGINE=InnoDB DEFAULT CHARSET=utf8
;;
ALTER TABLE t1 ADD CONSTRAINT ixu_user2_name_domain_id UNIQUE (domain_id, name)
;;
create table t1 (pk int primary key, i int, j int, key a(i))
;;
alter table t1 rename key a to b
;;
alter table t1 rename index b to c
;;
create table t1 (a int, unique u(a), b int, key k(b))
;;
create table t1 (i int, key k(i)) engine=myisam
;;
create table t2 (i int, key k(i)) engine=memory
;;
alter table t1 algorithm=inplace, rename key k to kk
;;
create table t1 (a int check (a >= 0))
;;
alter table t1 rename column a to a
;;
create table t1 (a int, key idx1(a), key idx2 using btree(a)) engine=memory
;;
CREATE TABLE t1 (
  `altcol1` blob DEFAULT '',
  KEY `altcol1` (`altcol1`(2300))
) ROW_FORMAT=PAGE, ENGINE=Aria
;;
ALTER TABLE t1 ADD FOREIGN KEY h (`altcol1`) REFERENCES t1 (`altcol1`) ON UPDATE SET DEFAULT, ALGORITHM=COPY
;;
create or replace table t2 like t1
;;
CREATE TABLE t1 (a POINT, b POINT, KEY(a)) ENGINE=Aria
;;
DROP TEMPORARY TABLE t2
;;
SET sql_mode=strict_all_tables
;;
create table t1 (
  a int,
  b int default 0,
  c int not null,
  d int not null default 1)
;;
alter table t1
  alter a drop default,
  alter b drop default,
  alter c drop default,
  alter d drop default
;;
create table t1 (d time default '00:00:00')
;;
CREATE TABLE t2 (a INT) ENGINE=MERGE, UNION(t1)
;;
-- main/alter_table_combinations.test
CREATE TABLE t1(a INT, b VARCHAR(30), c FLOAT)
;;
ALTER TABLE t1 RENAME COLUMN a TO a
;;
ALTER TABLE t1 RENAME COLUMN a TO m
;;
ALTER TABLE t1 RENAME COLUMN a TO m
;;
ALTER TABLE t1 RENAME COLUMN IF EXISTS a TO m
;;
ALTER TABLE t1 RENAME COLUMN m TO x,
               RENAME COLUMN b TO y,
               RENAME COLUMN c TO z
;;
ALTER TABLE t1 CHANGE COLUMN x a INT, RENAME COLUMN y TO b
;;
ALTER TABLE t1 CHANGE COLUMN z c DOUBLE, RENAME COLUMN b to b
;;
CREATE TABLE t3(a int, b int, KEY(b))
;;
ALTER TABLE t3 ADD CONSTRAINT FOREIGN KEY(b) REFERENCES t1(bb)
;;
CREATE VIEW v1 AS SELECT d,e,f FROM t2
;;
-- main/alter_table_lock.test
create table t1 (f int) engine=innodb
;;
alter table t1 force, algorithm=copy, lock=none
;;
create table t1 (c varchar(1), key (c)) engine=innodb
;;
alter table t1 add fulltext key(c), algorithm=inplace
;;
-- main/alter_table_locknone.test
create table t1 (a int not null primary key, b int, c varchar(80), e enum('a','b')) engine=myisam
;;
alter online table t1 modify b int default 5, alter c set default 'X'
;;
alter online table t1 change b new_name int
;;
alter online table t1 modify e enum('a','b','c')
;;
alter online table t1 comment "new comment"
;;
alter table t1 add constraint q check (a > 0)
;;
alter online table t1 drop constraint q
;;
alter online table t1 algorithm=INPLACE, lock=NONE
;;
alter online table t1
;;
alter table t1 algorithm=INPLACE
;;
alter table t1 lock=NONE
;;
create table t1 (a int not null primary key, b int, c varchar(80), e enum('a','b')) engine=aria
;;
alter online table t1 modify b int default 5
;;
alter online table t1 change b new_name int
;;
alter online table t1 modify e enum('a','b','c')
;;
alter online table t1 comment "new comment"
;;
alter online table t1 page_checksum=1
;;
create table t3 (a int not null primary key, b int, c varchar(80)) engine=merge UNION=(t1)
;;
create table t1 (i int) partition by hash(i) partitions 2
;;
create table t1 (a int)
;;
alter online table t1 modify a int comment 'test'
;;
CREATE TABLE t1 (a VARBINARY(10))
;;
CREATE TABLE t1 (a TINYBLOB)
;;
ALTER TABLE t1 MODIFY a TINYBLOB, ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a MEDIUMBLOB)
;;
ALTER TABLE t1 MODIFY a MEDIUMBLOB, ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a BLOB)
;;
CREATE TABLE t1 (a LONGBLOB)
;;
CREATE TABLE t1 (a TINYTEXT)
;;
CREATE TABLE t1 (a MEDIUMTEXT)
;;
ALTER TABLE t1 MODIFY a MEDIUMTEXT, ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a LONGTEXT)
;;
ALTER TABLE t1 MODIFY a LONGTEXT, ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a CHAR(10) COLLATE latin1_bin)
;;
CREATE TABLE t1 (a TINYTEXT COLLATE latin1_bin)
;;
CREATE TABLE t1 (a MEDIUMTEXT COLLATE latin1_bin)
;;
CREATE TABLE t1 (a TEXT COLLATE latin1_bin)
;;
CREATE TABLE t1 (a LONGTEXT COLLATE latin1_bin)
;;
-- main/alter_table_locknone_notembedded.test
create table t1 (a int not null primary key, b int, c varchar(80), e enum('a','b')) engine=aria
;;
alter online table t1 page_checksum=1
;;
alter online table t1 page_checksum=0
;;
alter online table t1 drop column b, add b int
;;
alter online table t1 modify b bigint
;;
alter online table t1 modify e enum('c','a','b')
;;
alter online table t1 modify c varchar(50)
;;
alter online table t1 modify c varchar(100)
;;
alter online table t1 add f int
;;
alter online table t1 engine=memory
;;
alter online table t1 checksum=1
;;
alter online table t1 add constraint check (b > 0)
;;
-- main/alter_table_online.test
create table t (c double precision key,c2 char,c3 year)
;;
alter table t change c c date,add key(c)
;;
set sql_mode=''
;;
create table t (c char unique,c2 int,stamp timestamp)
;;
alter table t modify c date
;;
set sql_mode=default
;;
create table t2 (b int, foreign key (b)
                        references t1 (a)
                        on update cascade) engine=InnoDB
;;
create or replace table t2 (b int, foreign key (b)
                            references t1 (a)
                            on delete set null) engine=InnoDB
;;
create or replace table t2 (b int, foreign key (b)
                            references t1 (a)
                            on delete no action) engine=InnoDB
;;
create or replace table t2 (b int, foreign key (b)
                            references t1 (a)
                            on update restrict) engine=InnoDB
;;
create table t2 (a int references t1 (a),
                 b int references t1 (b) on update cascade) engine=InnoDB
;;
create table t (a serial, b int) engine=innodb
;;
create or replace table t (a serial) engine=innodb
;;
create table t (a int, b int, c char(8), key(a,b,c))
;;
alter table t modify c int auto_increment key, algorithm=copy
;;
create sequence s engine=MyISAM
;;
drop sequence  s
;;
set sql_mode= ''
;;
create temporary table t (c decimal zerofill,c2 int zerofill,c3 char binary,key(c)) engine=innodb
;;
-- main/alter_table_online_debug.test
create or replace table t1 (a int primary key, b int)
;;
alter table t1 add system versioning,
            algorithm= copy, lock= none
;;
set sql_mode=''
;;
set sql_mode=default
;;
create table t1(a int) engine=myisam select 1
;;
set sql_mode='STRICT_TRANS_TABLES,STRICT_ALL_TABLES'
;;
set sql_mode=default
;;
create table t1 (a char(9), b char(9) as (a) stored)
;;
set sql_mode=''
;;
set sql_mode=default
;;
create table t (a int)
;;
alter table t add c int first, algorithm=copy, lock=none
;;
set sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO'
;;
set sql_mode= default
;;
create or replace table t (a int)
;;
alter table t add b int default(RAND() * 20), add key(b),
              algorithm=copy, lock=none
;;
create or replace table t (a int)
;;
alter table t add b timestamp default CURRENT_TIMESTAMP, add key(b),
              algorithm=copy, lock=none
;;
create or replace table t (a int)
;;
alter table t add b int as (a * 10) unique, algorithm=copy, lock=none
;;
create or replace table t (a int primary key, b int default (a+1))
;;
alter table t drop primary key, add c int default(a),
              add d int as (c) stored unique, algorithm=copy, lock=none
;;
create or replace table t (a int primary key, b int)
;;
alter table t drop primary key, add c real default(rand(a)),
              add d real as (c) stored unique, algorithm=copy, lock=none
;;
create table t1 engine=myisam select 1 as x
;;
create table t (id int, s date, e date, period for p(s,e),
                unique(id, p without overlaps)) engine=aria
;;
create table t (f longblob default null) engine=myisam
;;
create temporary table tmp (id int, primary key(id)) engine=innodb
;;
drop temporary table if exists tmp
;;
-- main/alter_table_trans.test
CREATE TABLE t1 (
  col4 text NOT NULL,
  col2 int(11) NOT NULL DEFAULT '0',
  col3 int(11) DEFAULT NULL,
  extra int(11) DEFAULT NULL,
  KEY idx (col4(10))
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
-- main/analyze.test
create table t1 (a bigint)
;;
create table t1 (a mediumtext, fulltext key key1(a)) charset utf8 collate utf8_general_ci engine myisam
;;
create table t1 (a int, b blob, c int generated always as (length(b)) virtual) engine= innodb
;;
CREATE TABLE t1 (aaaa INT, b INT, KEY(b), FOREIGN KEY(aaaa) REFERENCES t1(b)) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD KEY idx(aaaa)
;;
ALTER TABLE t1 DROP KEY idx
;;
create or replace table t1 (a int primary key, b int, c int, key b (b,c))
;;
alter ignore table t1 rename key `b` to b, LOCK=shared
;;
-- main/analyze_engine_stats2.test
create table t1 (
  a varchar(255),
  b varchar(255),
  c varchar(255),
  d varchar(255),
  primary key(a,b,c,d)
) engine=innodb character set latin1
;;
-- main/analyze_stmt_orderby.test
CREATE TABLE t2(
 col1 int, 
 col2 int, 
 UNIQUE INDEX idx (col1, col2)) engine=myisam
;;
-- main/assign_key_cache.test
create table t1 (i int) engine=myisam partition by hash (i) partitions 2
;;
-- main/auto_increment.test
create table t1 (a int not null auto_increment,b int, primary key (a)) engine=myisam auto_increment=3
;;
create table t1 (
  skey tinyint unsigned NOT NULL auto_increment PRIMARY KEY,
  sval char(20)
)
;;
create table t1 (a int not null auto_increment primary key) /*!40102 engine=heap */
;;
create table t1(a int auto_increment,b int null,primary key(a))
;;
SET SQL_MODE=NO_AUTO_VALUE_ON_ZERO
;;
alter table t1 modify b mediumint
;;
SET SQL_MODE=''
;;
set sql_mode=NO_AUTO_VALUE_ON_ZERO
;;
set sql_mode= ''
;;
set sql_mode=NO_AUTO_VALUE_ON_ZERO
;;
set sql_mode= ''
;;
CREATE TABLE `t1` (
    t1_name VARCHAR(250) DEFAULT NULL,
    t1_id INT(10) UNSIGNED NOT NULL AUTO_INCREMENT,
    KEY (t1_name),
    PRIMARY KEY (t1_id)
) AUTO_INCREMENT = 1000
;;
truncate table t1
;;
create table t1 (rowid int not null auto_increment, val int not null,primary
key (rowid), unique(val))
;;
CREATE TABLE t1 (t1 INT(10) PRIMARY KEY, t2 INT(10))
;;
ALTER TABLE t1 CHANGE t1 t1 INT(10) auto_increment
;;
CREATE TABLE t1 (pk BIGINT AUTO_INCREMENT, PRIMARY KEY (pk))
;;
-- main/auto_increment_ranges_innodb.test
create or replace table `t` (
  `id` bigint(20) unsigned not null auto_increment,
  `a` int(10) not null ,
  `dt` date not null,
  primary key (`id`, `dt`) ,
  unique key (`a`, `dt`)
)
 partition by range  columns(`dt`)
(
 partition `p202002` values less than ('2020-03-01'),
 partition `P202003` values less than ('2020-04-01')
)
;;
-- main/backup_aria.test
CREATE TABLE t_permanent_aria (col1 INT) ENGINE = Aria TRANSACTIONAL = 0
;;
create table t1 (a int) engine=aria transactional=1 page_checksum=1
;;
-- main/backup_interaction.test
create table t1(a int) stats_persistent=0, engine=InnoDB
;;
-- main/backup_locks.test
CREATE TABLE t2 (c1 TIME, c2 TIME, c3 DATE, KEY(c1, c2))
;;
SET SQL_MODE=''
;;
CREATE TABLE IF NOT EXISTS t3 (c1 CHAR(1) BINARY,c2 SMALLINT(10),c3 NUMERIC(1,0), PRIMARY KEY(c1(1))) ENGINE=InnoDB
;;
-- main/backup_log.test
alter database mysqltest character set utf8
;;
-- main/bigint.test
create table t1 ( quantity decimal(2) unsigned)
;;
CREATE TABLE t1 (
  `col1` INT(1) NULL,
  `col2` INT(2) NULL,
  `col3` INT(3) NULL,
  `col4` INT(4) NULL,
  `col5` INT(5) NULL,
  `col6` INT(6) NULL,
  `col7` INT(7) NULL,
  `col8` INT(8) NULL,
  `col9` INT(9) NULL,
  `col10` BIGINT(10) NULL,
  `col11` BIGINT(11) NULL,
  `col12` BIGINT(12) NULL,
  `col13` BIGINT(13) NULL,
  `col14` BIGINT(14) NULL,
  `col15` BIGINT(15) NULL,
  `col16` BIGINT(16) NULL,
  `col17` BIGINT(17) NULL,
  `col18` BIGINT(18) NULL,
  `col19` DECIMAL(19, 0) NULL,
  `col20` DECIMAL(20, 0) NULL,
  `col21` DECIMAL(21, 0) NULL,
  `col22` DECIMAL(22, 0) NULL,
  `col23` DECIMAL(23, 0) NULL,
  `col24` DECIMAL(24, 0) NULL,
  `col25` DECIMAL(25, 0) NULL,
  `col26` DECIMAL(26, 0) NULL,
  `col27` DECIMAL(27, 0) NULL,
  `col28` DECIMAL(28, 0) NULL,
  `col29` DECIMAL(29, 0) NULL,
  `col30` DECIMAL(30, 0) NULL,
  `col31` DECIMAL(31, 0) NULL,
  `col32` DECIMAL(32, 0) NULL,
  `col33` DECIMAL(33, 0) NULL,
  `col34` DECIMAL(34, 0) NULL,
  `col35` DECIMAL(35, 0) NULL,
  `col36` DECIMAL(36, 0) NULL,
  `col37` DECIMAL(37, 0) NULL,
  `col38` DECIMAL(38, 0) NULL,
  `fix1` DECIMAL(38, 1) NULL,
  `fix2` DECIMAL(38, 2) NULL,
  `fix3` DECIMAL(38, 3) NULL,
  `fix4` DECIMAL(38, 4) NULL,
  `fix5` DECIMAL(38, 5) NULL,
  `fix6` DECIMAL(38, 6) NULL,
  `fix7` DECIMAL(38, 7) NULL,
  `fix8` DECIMAL(38, 8) NULL,
  `fix9` DECIMAL(38, 9) NULL,
  `fix10` DECIMAL(38, 10) NULL,
  `fix11` DECIMAL(38, 11) NULL,
  `fix12` DECIMAL(38, 12) NULL,
  `fix13` DECIMAL(38, 13) NULL,
  `fix14` DECIMAL(38, 14) NULL,
  `fix15` DECIMAL(38, 15) NULL,
  `fix16` DECIMAL(38, 16) NULL,
  `fix17` DECIMAL(38, 17) NULL,
  `fix18` DECIMAL(38, 18) NULL,
  `fix19` DECIMAL(38, 19) NULL,
  `fix20` DECIMAL(38, 20) NULL,
  `fix21` DECIMAL(38, 21) NULL,
  `fix22` DECIMAL(38, 22) NULL,
  `fix23` DECIMAL(38, 23) NULL,
  `fix24` DECIMAL(38, 24) NULL,
  `fix25` DECIMAL(38, 25) NULL,
  `fix26` DECIMAL(38, 26) NULL,
  `fix27` DECIMAL(38, 27) NULL,
  `fix28` DECIMAL(38, 28) NULL,
  `fix29` DECIMAL(38, 29) NULL,
  `fix30` DECIMAL(38, 30) NULL
)
;;
create table t1 select -9223372036854775808 bi
;;
-- main/binary.test
create table t1 (a char(10) not null, b char(10) binary not null,key (a), key(b))
;;
alter table t1 modify b tinytext not null, drop key b, add key (b(100))
;;
CREATE TABLE t1 (
  id numeric(20) NOT NULL,
  lang varchar(8) NOT NULL,
  msg varchar(32) NOT NULL,
  PRIMARY KEY (id,lang)
) CHARSET=latin1
;;
-- main/binary_to_hex.test
CREATE TABLE t1 (c1  TINYBLOB,
                 c2  BLOB,
                 c3  MEDIUMBLOB,
                 c4  LONGBLOB,
                 c5  TEXT,
                 c6  BIT(1),
                 c7  CHAR,
                 c8  VARCHAR(10),
                 c9  GEOMETRY) CHARACTER SET = binary
;;
CREATE TABLE t2(id int, `col1` binary(10),`col2` blob)
;;
-- main/brackets.test
CREATE OR REPLACE TABLE t1 AS SELECT 1 AS a UNION SELECT 2
;;
CREATE OR REPLACE TABLE t1 AS (SELECT 1 AS a UNION SELECT 2)
;;
create table t as select * from t1 where a <=3
;;
create table t as ((select * from t1 where a <=3))
;;
create table t(a decimal(10,2)) select * from t1 where a <=3
;;
create table t as select * from t1 where a <=3 order by 1
;;
create table t as select * from t1 where a <=3 order by 1 desc limit 2
;;
create table t as ((select * from t1 where a <=3) order by 1 desc) limit 2
;;
create table t as select 10 union select 70
;;
create table t as values (7), (3), (8)
;;
create table t as (values (7), (3), (8))
;;
create table t as
with s(a) as (select * from t1 where a <=3 order by 1 desc limit 2)
select * from s
;;
create table t as
with s as
( (select * from t1 where a <=4 order by 1 desc limit 2)
  union
  values (3), (8), (7) )
select * from s
;;
create table t as
with s as
( (select * from t1 where a <=4 order by 1 desc limit 2)
  union
  values (3), (8), (7) )
select * from s where a>=7 union select a from t2 where b<40
;;
create table t (a int)
with s as
( select * from t1 where a <=4 or a=7 )
select * from s where a>=7 union select a from s where a<3
;;
create table t
( with s as
  ( select * from t1 where a <=4 or a=7 )
  select * from s where a>=7 union select a from s where a<3
  order by a desc limit 2 )
;;
-- main/bug13633383.test
CREATE TABLE t1 (
  `a` int(11) DEFAULT NULL,
  `col432` bit(8) DEFAULT NULL,
  `col433` geometry DEFAULT NULL,
  `col434` geometry DEFAULT NULL,
  `col435` decimal(50,17) unsigned DEFAULT NULL,
  `col436` geometry NOT NULL,
  `col437` tinyblob NOT NULL,
  `col438` geometry DEFAULT NULL,
  `col439` mediumblob NOT NULL,
  `col440` tinyblob NOT NULL,
  `col441` double unsigned DEFAULT NULL
)
;;
CREATE TABLE t2 (
  `a` geometry DEFAULT NULL,
  `col460` date DEFAULT NULL,
  `col461` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  `col462` date NOT NULL,
  `col463` varbinary(89) NOT NULL,
  `col464` year(4) DEFAULT NULL,
  `col465` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
  `col466` varchar(236) CHARACTER SET utf8 NOT NULL,
  `col467` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00'
)
;;
CREATE TABLE t3 (
  `FTS_DOC_ID` bigint(20) unsigned NOT NULL,
  `col577` datetime DEFAULT NULL,
  `col579` bit(38) NOT NULL,
  `col580` varchar(93) NOT NULL,
  `col581` datetime DEFAULT NULL,
  `col583` geometry DEFAULT NULL,
  `col584` bit(47) NOT NULL
)
;;
-- main/bug39022.test
CREATE TABLE t1(a TINYINT NOT NULL,b TINYINT,PRIMARY KEY(b)) ENGINE=innodb
;;
-- main/bug46760.test
CREATE TABLE t1 (a INT) ROW_FORMAT=compressed, ENGINE=MyISAM
;;
-- main/case.test
create table t1 (row int not null, col int not null, val varchar(255) not null)
;;
CREATE TABLE t1 SELECT 
 CASE WHEN 1 THEN _latin1'a' COLLATE latin1_danish_ci ELSE _latin1'a' END AS c1,
 CASE WHEN 1 THEN _latin1'a' ELSE _latin1'a' COLLATE latin1_danish_ci END AS c2,
 CASE WHEN 1 THEN 'a' ELSE  1  END AS c3,
 CASE WHEN 1 THEN  1  ELSE 'a' END AS c4,
 CASE WHEN 1 THEN 'a' ELSE 1.0 END AS c5,
 CASE WHEN 1 THEN 1.0 ELSE 'a' END AS c6,
 CASE WHEN 1 THEN  1  ELSE 1.0 END AS c7,
 CASE WHEN 1 THEN 1.0 ELSE  1  END AS c8,
 CASE WHEN 1 THEN 1.0 END AS c9,
 CASE WHEN 1 THEN 0.1e1 else 0.1 END AS c10,
 CASE WHEN 1 THEN 0.1e1 else 1 END AS c11,
 CASE WHEN 1 THEN 0.1e1 else '1' END AS c12
;;
set @@sql_mode=''
;;
set @@sql_mode=default
;;
create table t1 (f1 time)
;;
CREATE TABLE t1 SELECT CASE WHEN TRUE THEN COALESCE(CAST(NULL AS UNSIGNED)) ELSE 4 END AS a
;;
CREATE TABLE t1 (a ENUM('5','6') CHARACTER SET BINARY)
;;
-- main/cast.test
create table t1  select cast(1 as unsigned), cast(1 as signed), cast(1 as double(5,2)), cast(1 as decimal(5,3)), cast("A" as binary), cast("A" as char(100)), cast("2001-1-1" as DATE), cast("2001-1-1" as DATETIME), cast("1:2:3" as TIME)
;;
CREATE TABLE t1 (f1 double)
;;
CREATE TABLE t1(a tinyint)
;;
set sql_mode= TRADITIONAL
;;
set sql_mode=DEFAULT
;;
SET SQL_MODE=ALLOW_INVALID_DATES
;;
create table t1 (a int, b char(5) as (cast("a" as char(10) binary) + a) )
;;
CREATE TABLE t1 AS SELECT IFNULL(CONVERT(NULL, UNSIGNED), NULL)
;;
CREATE TABLE t1 AS SELECT COALESCE(CONVERT(NULL, UNSIGNED), NULL)
;;
CREATE TABLE t1 AS SELECT CASE WHEN TRUE THEN CONVERT(NULL, UNSIGNED) ELSE NULL END
;;
CREATE TABLE t1 AS SELECT IFNULL(CONVERT(NULL,SIGNED),CONVERT(NULL,UNSIGNED)) AS a
;;
CREATE TABLE t1 AS SELECT
  CONVERT('',SIGNED),
  CONCAT(CONVERT('',SIGNED)),
  CONVERT('',UNSIGNED),
  CONCAT(CONVERT('',UNSIGNED))
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
CREATE TABLE t1 AS SELECT
  CAST(-1 AS UNSIGNED),
  CAST(1-2 AS UNSIGNED)
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- main/check_constraint.test
create table t1 (a int check(a>10), b int check (b > 20), constraint `min` check (a+b > 100), constraint `max` check (a+b <500)) engine=myisam
;;
alter table t1 add c int default 0 check (c < 10)
;;
alter table t1 add c int default 0 check (c < 10)
;;
alter table t1 add check (a+b+c < 500)
;;
create table t2 like t1
;;
alter table t2 drop constraint if exists c
;;
alter table t2 drop constraint min
;;
create table t1 (id int auto_increment primary key, datecol datetime, check (datecol>'0001-01-01 00:00:00'))
;;
CREATE TABLE t1 (
  EmployeeID SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  FirstName VARCHAR(30) NOT NULL CHECK (CHAR_LENGTH(FirstName > 2))
)
;;
set sql_mode=""
;;
set sql_mode=default
;;
create table t(a int, b int check(b>0),
               constraint b check(a<b), constraint a check(a>0),
               constraint x check (a>10))
;;
create table t1 (v1 bigint check (v1 not in ('x' , 'x111')))
;;
create table t1 (v2 date check (v1 like default (v1)), v1 date default (from_days ('x')))
;;
create table t1 (d timestamp not null default now() check (default (d) is true)) as select 1
;;
create table t1 (a int, b json as (a))
;;
create or replace table t1 (d time check (d > "a"))
;;
create or replace table t1 (d datetime check (d > "a"))
;;
create or replace table t1 (d timestamp check (d > "a"))
;;
create or replace table t1 (d year check (d > "a"))
;;
create or replace table t1 (d real check (d > "a"))
;;
create or replace table t1 (d decimal check (d > "a"))
;;
create or replace table t1 (d bool check (d != "a"))
;;
-- main/check_constraint_innodb.test
create table t1 (a int, b smallint) engine=innodb
;;
-- main/check_constraint_show.test
create or replace table t1( c1 int check( c1 > 0 ), c2 int check( c2 > 0 ), c3 int, constraint `range`  check( ( c3 >= c1 ) and ( c3 <= c2 ) ), primary key( c1 ) )
;;
-- main/column_compression.test
CREATE TABLE t1(a BLOB COMPRESSED NOT NULL) ENGINE=CSV
;;
CREATE TABLE t1(a VARCHAR(9) COMPRESSED) CHARSET=latin1
;;
CREATE TABLE t1(a TINYTEXT COMPRESSED) CHARSET=latin1
;;
CREATE TABLE t1
(
  a VARCHAR(10) COMPRESSED CHARACTER SET latin1,
  b VARCHAR(10) COMPRESSED CHARACTER SET utf8
) CHARSET=latin1
;;
CREATE TABLE t1(
  a JSON COMPRESSED,
  b VARCHAR(1000) COMPRESSED BINARY,
  c NVARCHAR(1000) COMPRESSED BINARY,
  d TINYTEXT COMPRESSED BINARY
)
;;
CREATE TABLE t1 (
  id  int(10) unsigned not null,
  txt varchar(5000) COMPRESSED NOT NULL DEFAULT '',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_bin
;;
create table t1 (c text compressed)
;;
CREATE TABLE t5 (
  i1 smallint(11) unsigned zerofill ,
  e1 enum('','a') ,
  b1 mediumblob /*!100301 COMPRESSED*/ ,
  d2 date NOT NULL DEFAULT '1900-01-01',
  pk bigint(20) unsigned NOT NULL DEFAULT 0,
  d1 timestamp NULL ,
  v1 varbinary(3362) ,
  t1 time NOT NULL DEFAULT '00:00:00'
)
;;
CREATE TABLE t1 (a CHAR(1), b TEXT /*!100302 COMPRESSED */)
;;
-- main/column_compression_parts.test
CREATE TABLE t1 (i int, a VARCHAR(1000) COMPRESSED DEFAULT "AAA") CHARSET=latin1
	PARTITION BY RANGE COLUMNS (a)(
    PARTITION p0 VALUES LESS THAN ('g') COMMENT "p0",
    PARTITION p1 VALUES LESS THAN ('m'),
    PARTITION p2 VALUES LESS THAN ('t'),
    PARTITION p3 VALUES LESS THAN ('w'))
;;
ALTER TABLE t1 ADD PARTITION (PARTITION p4 VALUES LESS THAN (MAXVALUE))
;;
ALTER TABLE t1 ANALYZE PARTITION p1
;;
ALTER TABLE t1 CHECK PARTITION p2
;;
ALTER TABLE t1 TRUNCATE PARTITION p2
;;
ALTER TABLE t1 DROP PARTITION p0
;;
CREATE TABLE t1 (a VARCHAR(1000) COMPRESSED  NOT NULL, id INT) CHARSET=latin1
	PARTITION BY RANGE COLUMNS(id,a)(
	PARTITION p0 VALUES LESS THAN (100,'sss'),
  	PARTITION p1 VALUES LESS THAN (MAXVALUE,MAXVALUE))
;;
ALTER TABLE t1 DROP PARTITION p1
;;
ALTER TABLE t1 ALTER COLUMN a SET DEFAULT 'qwerty'
;;
ALTER TABLE t1 ALTER COLUMN a DROP DEFAULT
;;
ALTER TABLE t1 MODIFY COLUMN a VARCHAR(1000)
;;
ALTER TABLE t1 ALTER COLUMN a DROP DEFAULT
;;
ALTER TABLE t1 MODIFY COLUMN a VARCHAR(1000) COMPRESSED
;;
CREATE TABLE t2 (a VARBINARY(1000) COMPRESSED)
	PARTITION BY KEY(a) PARTITIONS 3
;;
ALTER TABLE t2 PARTITION BY LINEAR KEY ALGORITHM=2 (a) PARTITIONS 32
;;
CREATE TABLE t4 (a VARBINARY(1000) COMPRESSED NOT NULL DEFAULT 0 COMMENT "QQ") CHARSET=latin1
	PARTITION BY LINEAR KEY(a)
	PARTITIONS 3
;;
CREATE TABLE t1 (a VARCHAR(1000) COMPRESSED, id INT NOT NULL) CHARSET=latin1
    PARTITION BY RANGE(id)
    	SUBPARTITION BY KEY(a) SUBPARTITIONS 4
    (PARTITION p0 VALUES LESS THAN (5),
	 PARTITION p1 VALUES LESS THAN (MAXVALUE))
;;
CREATE TABLE t1 (a VARCHAR(200) COMPRESSED) CHARSET=latin1 PARTITION BY KEY(a) partitions 30
;;
ALTER TABLE t1 COALESCE PARTITION 20
;;
CREATE TABLE t2 like t1
;;
ALTER TABLE t2  REMOVE PARTITIONING
;;
ALTER TABLE t1 EXCHANGE PARTITION pm WITH TABLE t2
;;
CREATE TABLE t1 (a VARCHAR(500) COMPRESSED default 5,i int) CHARSET=latin1
	PARTITION BY RANGE COLUMNS(i)(
    PARTITION p0 VALUES LESS THAN (10),
    PARTITION p1 VALUES LESS THAN (100),
    PARTITION p2 VALUES LESS THAN (1000))
;;
ALTER TABLE t1 REORGANIZE PARTITION p2 INTO (PARTITION p22 VALUES LESS THAN (MAXVALUE))
;;
-- main/comment_column.test
create table t1 (c1 VARCHAR(10) NOT NULL COMMENT 'Abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd', c2 INTEGER COMMENT 'aBcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd',c3 INTEGER COMMENT '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789', c4 INTEGER, c5 INTEGER, c6 INTEGER, c7 INTEGER, INDEX i1 (c1) COMMENT 'i1 comment',INDEX i2(c2) 
) COMMENT='ABCDEFGHIJabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd'
;;
ALTER TABLE t1 ADD COLUMN c8 INTEGER COMMENT 'ABCdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd'
;;
set sql_mode='TRADITIONAL'
;;
set sql_mode=''
;;
set sql_mode='TRADITIONAL'
;;
SET sql_mode=''
;;
CREATE TABLE t1_toupg (c1 INT, c2 VARCHAR(10) COMMENT
'01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234')
COMMENT='abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde'
;;
ALTER TABLE t1_toupg COMMENT='012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012301234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234'
;;
ALTER TABLE t1_toupg ADD c3 TIMESTAMP COMMENT 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde'
;;
CREATE INDEX i2 ON t1_toupg(c2) COMMENT '01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234'
;;
ALTER TABLE t1_toupg drop column c1, drop column c2, drop column c3, add column c4 int, COMMENT='012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012301234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234'
;;
-- main/comment_table.test
create table t1 (c1 VARCHAR(10) NOT NULL COMMENT 'c1 comment', c2 INTEGER,c3 INTEGER COMMENT '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789', c4 INTEGER, c5 INTEGER, c6 INTEGER, c7 INTEGER, INDEX i1 (c1) COMMENT 'i1 comment',INDEX i2(c2) 
) COMMENT='abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd'
;;
set sql_mode='TRADITIONAL'
;;
SET SQL_MODE=''
;;
SET SQL_MODE='TRADITIONAL'
;;
-- main/compare.test
CREATE TABLE  t1 (b int(2) zerofill, c int(2) zerofill)
;;
-- main/constraints.test
CREATE TABLE test.t(t int COMMENT 't_comment' CHECK(t>0))
;;
SET SQL_MODE='IGNORE_BAD_TABLE_OPTIONS'
;;
CREATE TABLE test.t (f int foo=bar check(f>0))
;;
-- main/costs.test
create table t1 (
    `l_orderkey` int(11) NOT NULL,
    `l_partkey` int(11) DEFAULT NULL,
    `l_suppkey` int(11) DEFAULT NULL,
    `l_linenumber` int(11) NOT NULL,
    `l_extra` int(11) NOT NULL,
    `l_quantity` double DEFAULT NULL,
    `l_extendedprice` double DEFAULT NULL,
    `l_discount` double DEFAULT NULL,
    `l_tax` double DEFAULT NULL,
    `l_returnflag` char(1) DEFAULT NULL,
    `l_linestatus` char(1) DEFAULT NULL,
    `l_shipDATE` date DEFAULT NULL,
    `l_commitDATE` date DEFAULT NULL,
    `l_receiptDATE` date DEFAULT NULL,
    `l_shipinstruct` char(25) DEFAULT NULL,
    `l_shipmode` char(10) DEFAULT NULL,
    `l_comment` varchar(44) DEFAULT NULL,
    PRIMARY KEY (`l_orderkey`),
    UNIQUE (`l_linenumber`),
    UNIQUE (`l_extra`) ,
    KEY `l_suppkey`  (l_suppkey, l_partkey),
    KEY `long_suppkey` (l_partkey, l_suppkey, l_linenumber, l_extra) )
    ENGINE= InnoDB
;;
-- main/count_distinct.test
create table t1 (libname varchar(21) not null, city text, primary key (libname))
;;
create table t2 (isbn varchar(21) not null, author text, title text, primary key (isbn))
;;
create table t1 (user_id char(64) character set utf8)
;;
alter table t1 modify user_id char(128) character set utf8
;;
-- main/count_distinct3.test
CREATE TABLE t1 (id INTEGER, grp TINYINT, id_rev INTEGER)
;;
-- main/create-uca.test
CREATE TABLE t1(
  c1 INT DEFAULT 12 COMMENT 'column1',
  c2 INT NULL COMMENT 'column2',
  c3 INT NOT NULL COMMENT 'column3',
  c4 VARCHAR(255) CHARACTER SET utf8 NOT NULL DEFAULT 'a',
  c5 VARCHAR(255) COLLATE utf8_unicode_ci NULL DEFAULT 'b',
  c6 VARCHAR(255))
  COLLATE latin1_bin
;;
-- main/create.test
create table `a/a` (a int)
;;
create table t1 like `a/a`
;;
create table t1 (a datetime on update now())
;;
create table 1ea10 (1a20 int,1e int)
;;
drop table 1ea10
;;
create table t1 (t1.index int)
;;
drop database if exists mysqltest
;;
create table t2 select x from t1 where 1=2
;;
create table t2 select now() as a , curtime() as b, curdate() as c , 1+1 as d , 1.0 + 1 as e , 33333333333333333 + 3 as f
;;
CREATE TABLE t2 (primary key(a)) SELECT * FROM t1
;;
create table t1 select if('2002'='2002','Y','N')
;;
create table mysqltest.t3 like t1
;;
create temporary table t3 like mysqltest.t3
;;
create table t2
select
    a, 
    ifnull(b,cast(-7                        as signed))   as b,
    ifnull(c,cast(7                         as unsigned)) as c,
    ifnull(d,cast('2000-01-01'              as date))     as d,
    ifnull(e,cast('b'                       as char))     as e,
    ifnull(f,cast('2000-01-01'              as datetime)) as f,
    ifnull(g,cast('5:4:3'                   as time))     as g,
    ifnull(h,cast('yet another binary data' as binary))   as h,
    addtime(cast('1:0:0' as time),cast('1:0:0' as time))  as dd
from t1
;;
CREATE TABLE t2 AS SELECT
  ifnull(c_tinytext,   CAST('yet another binary data' AS BINARY)),
  ifnull(c_text,       CAST('yet another binary data' AS BINARY)),
  ifnull(c_mediumtext, CAST('yet another binary data' AS BINARY)),
  ifnull(c_longtext,   CAST('yet another binary data' AS BINARY))
FROM t1
;;
create table t1 (a tinyint, b smallint, c mediumint, d int, e bigint, f float(3,2), g double(4,3), h decimal(5,4), i year, j date, k timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, l datetime, m enum('a','b'), n set('a','b'), o char(10))
;;
create table t1(str varchar(10) default 'def',strnull varchar(10),intg int default '10',rel double default '3.14')
;;
create table t2 select default(str) as str, default(strnull) as strnull, default(intg) as intg, default(rel) as rel from t1
;;
create table t1(name varchar(10), age smallint default -1)
;;
CREATE TABLE t2(id varchar(15) NOT NULL, proc varchar(100) NOT NULL, runID varchar(16) NOT NULL, start datetime NOT NULL, PRIMARY KEY  (id,proc,runID,start))
;;
CREATE TABLE t3  SELECT t1.dsc,COUNT(DISTINCT t2.id) AS countOfRuns  FROM t1 LEFT JOIN t2 ON (t1.id=t2.id) GROUP BY t1.id
;;
create table t1 (b bool not null default false)
;;
create table t1(t1.name int)
;;
create table t2(test.t2.name int)
;;
CREATE TABLE t2 AS SELECT LEFT(f1,171) AS f2 FROM t1 UNION SELECT LEFT(f1,171) AS f2 FROM t1
;;
drop table if exists test.t1
;;
create table t1 (i int) engine=myisam max_rows=100000000000
;;
create table t2 select sql_big_result f1,count(f2) from t1 group by f1
;;
CREATE TABLE t1(c1 VARCHAR(33), KEY USING BTREE (c1))
;;
CREATE TABLE t1(c1 VARCHAR(33), KEY (c1) USING BTREE)
;;
CREATE TABLE t1(c1 VARCHAR(33), KEY USING BTREE (c1) USING HASH) ENGINE=MEMORY
;;
CREATE TABLE t1 (a INTEGER AUTO_INCREMENT PRIMARY KEY, b INTEGER NOT NULL)
;;
SET sql_mode = NO_ZERO_DATE
;;
SET sql_mode = ''
;;
SET sql_mode = TRADITIONAL
;;
SET sql_mode = ''
;;
CREATE TABLE t1(c1 YEAR DEFAULT 2008, c2 YEAR DEFAULT 0)
;;
create table t1 (a int) transactional=0
;;
create table t2 (a int) page_checksum=1
;;
CREATE TABLE IF NOT EXISTS t1 ( 
  `pk` INTEGER NOT NULL AUTO_INCREMENT , 
  `int` INTEGER ,
   PRIMARY KEY ( `pk` ) 
) SELECT `pk` , `int_key` FROM B
;;
set @@sql_mode='ALLOW_INVALID_DATES'
;;
set @@session.sql_mode='STRICT_ALL_TABLES'
;;
create table if not exists t1 (a int, b date, c date) 
  ignore select 1 as b, 2 as c
;;
set @@session.sql_mode=default
;;
create table if not exists t1 (a int unique, b int)
  replace select 1 as a, 1 as b union select 1 as a, 2 as b
;;
create table t1 (
  color char(32) as (COLUMN_GET(dynamic_cols, 1 as char)) persistent,
  cl char(32) as (COLUMN_GET(COLUMN_ADD(COLUMN_CREATE(1 , 'blue' as char), 2, 'ttt'), i as char)) persistent,
  item_name varchar(32) primary key, -- A common attribute for all items
  i int,
  dynamic_cols  blob  -- Dynamic columns will be stored here
)
;;
create table t1 (
  n int,
  c char(32) as (convert(cast(n as char), char)) persistent
)
;;
create table t1(ID decimal(2,1) unsigned NOT NULL, PRIMARY KEY (ID))engine=memory
        select  2.1 ID
;;
CREATE TABLE t1 ( id1 INT, id2 INT, CONSTRAINT `foo` PRIMARY KEY (id1), CONSTRAINT `bar` UNIQUE KEY(id2))
;;
create table t (a point generated always as (1) stored,b int generated always as (1) virtual)
;;
set sql_mode=''
;;
set sql_mode=default
;;
-- main/create_drop_binlog.test
CREATE TABLE IF NOT EXISTS t1(a INT, b INT)
;;
CREATE OR REPLACE INDEX i1 ON t1(a)
;;
-- main/create_not_windows.test
create table `about:text` ( 
_id int not null auto_increment,
`about:text` varchar(255) not null default '',
primary key (_id)
)
;;
-- main/create_or_replace.test
CREATE OR REPLACE TEMPORARY TABLE t1 (a int)
;;
create or replace table t1 (a int, i int) engine=innodb select t2.a,t3.i from t2,t3
;;
create table test.t1 (i int) engine=myisam
;;
create table mysqltest2.t2 like test.t1
;;
create table test.t1 (i int) engine=aria transactional=1 checksum=1
;;
CREATE TABLE t1 (col_int_nokey INT)  ENGINE=InnoDB
;;
CREATE OR REPLACE TEMPORARY TABLE tmp LIKE t1
;;
-- main/create_or_replace2.test
CREATE OR REPLACE TEMPORARY TABLE tmp (a int, b int, key(a)) engine=myisam
;;
CREATE OR REPLACE TABLE t1 LIKE tmp
;;
-- main/create_select.test
set sql_mode='ignore_bad_table_options'
;;
create table t1 (
  f1 int invisible,
  f2 int comment 'a comment',
  f3 int foo="bar",
  f4 int check(f4 < 10),
  f5 int without system versioning
) with system versioning as select 1 as f1,2 as f2,3 as f3,4 as f4,5 as f5
;;
set sql_mode=default
;;
-- main/create_utf8.test
create table имя_таблицы_в_кодировке_утф8_длиной_больше_чем_48
(
  имя_поля_в_кодировке_утф8_длиной_больше_чем_45 int,
  index имя_индекса_в_кодировке_утф8_длиной_больше_чем_48 (имя_поля_в_кодировке_утф8_длиной_больше_чем_45)
)
;;
create view имя_вью_кодировке_утф8_длиной_больше_чем_42 as
select имя_поля_в_кодировке_утф8_длиной_больше_чем_45
from имя_таблицы_в_кодировке_утф8_длиной_больше_чем_48
;;
-- main/cte_nonrecursive.test
create table ten(a int primary key)
;;
drop table ten, one_k
;;
create table employees (
  name varchar(32),
  dept varchar(32),
  country varchar(8)
)
;;
CREATE TABLE t ENGINE=MyISAM AS SELECT 1 AS i
;;
create or replace temporary table tmp as
with cte1 as (select 1 as a), cte2 as (select 2 as a)
select * from cte1 union select * from cte2
;;
CREATE TABLE t AS
SELECT col4 AS col
FROM t1, t2
WHERE t2.col1 = t1.col1 AND t2.col2 ='2019-10-01' AND t2.col3 = 'AAA'
;;
CREATE TABLE tt AS
SELECT col2
FROM t3
WHERE col1 IN ( SELECT col FROM t )
;;
set sql_mode="oracle"
;;
create table city_population (city char(1), population int)
;;
-- main/cte_recursive.test
CREATE TABLE t2 SELECT * FROM t1 ORDER BY rand()
;;
CREATE TABLE t1 (
  Id int(11) not null AUTO_INCREMENT,
  Parent varchar(15) not null,
  Child varchar(15) not null,
  PRIMARY KEY (Id)
) ENGINE = MyISAM
;;
create table t1 (a1 varchar(20),a2 varchar(20)) engine=myisam charset=latin1
;;
CREATE TABLE t1 (YEAR int(4), d1 date , d2 date)
;;
create database dummy
;;
CREATE TABLE t1
(
  id INT, mid INT, name TEXT
) CHARSET=latin1
;;
set @@sql_mode=""
;;
set @@sql_mode=default
;;
-- main/cte_recursive_not_embedded.test
CREATE TABLE t1 (id int  KEY)
;;
-- main/ctype_big5.test
CREATE TABLE t1 (a CHAR(50) CHARACTER SET big5 NOT NULL, FULLTEXT(a))
;;
create table t1 (a char character set big5)
;;
CREATE TEMPORARY TABLE head AS SELECT concat(b1.b, b2.b) AS head FROM t1 b1, t1 b2
;;
CREATE TABLE t1 AS
SELECT concat(head, tail) AS code, ' ' AS a
FROM head, tail
WHERE (head BETWEEN '80' AND 'FF') AND (tail BETWEEN '20' AND 'FF')
ORDER BY head, tail
;;
-- main/ctype_binary.test
CREATE TABLE t1(a ENUM(0x6100,0x6200,0x6300) CHARACTER SET 'Binary')
;;
CREATE TABLE t1(c ENUM(0x0061) CHARACTER SET 'Binary', d JSON)
;;
CREATE TABLE t (c BLOB NOT NULL)
;;
SET sql_mode=''
;;
CREATE TABLE t1 (a CHAR(1) COLLATE binary)
;;
CREATE TABLE t1 (a enum('a') CHARACTER SET binary COLLATE binary DEFAULT NULL)
;;
-- main/ctype_collate.test
CREATE TABLE t1 (
  b LONGTEXT CHARACTER SET "latin1" COLLATE "latin1_bin",
  KEY b (b(32))
)
;;
CREATE TABLE t1 (a CHAR(10) CHARACTER SET latin1 COLLATE DEFAULT)
;;
-- main/ctype_collate_column.test
CREATE TABLE t1 (a CHAR(10) COLLATE DEFAULT NOT NULL COLLATE latin1_swedish_ci)
;;
-- main/ctype_collate_context.test
CREATE TABLE clauses
(
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  cl1 VARCHAR(64) NOT NULL,
  cl2 VARCHAR(64) NOT NULL,
  cl3 VARCHAR(64) NOT NULL,
  clause_count INT GENERATED ALWAYS AS ((cl1<>'') + (cl2<>'') + (cl3<>'')),
  clauses TEXT GENERATED ALWAYS AS (CONCAT(cl1,
                                    IF(cl2='','',' '), cl2,
                                    IF(cl3='','',' '), cl3))
)
;;
-- main/ctype_cp1250_ch.test
CREATE TABLE t1
(
 id  INT AUTO_INCREMENT PRIMARY KEY,
 str VARCHAR(32)  CHARACTER SET cp1250 COLLATE cp1250_czech_cs NOT NULL default '',
 UNIQUE KEY (str)
)
;;
-- main/ctype_cp932_binlog_stm.test
CREATE TABLE t1 AS
SELECT concat(head, tail) AS code, ' ' AS a
FROM head, tail
WHERE (head BETWEEN '80' AND 'FF') AND (head NOT BETWEEN 'A1' AND 'DF')
AND (tail BETWEEN '20' AND 'FF')
ORDER BY head, tail
;;
-- main/ctype_create.test
CREATE TABLE t1 (a VARCHAR(10)) CHARACTER SET utf8, CHARACTER SET utf8
;;
-- main/ctype_eucjpms.test
CREATE TABLE t2 SELECT CONVERT(c1 USING ucs2) AS c1 FROM t1
;;
-- main/ctype_filename.test
CREATE TABLE t1 (a TIME(6))
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
-- main/ctype_gbk.test
CREATE TABLE t1 (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  b VARBINARY(16),
  type SET('ascii','bad','head','tail','mb2','unassigned')
)
;;
CREATE TABLE t2 AS SELECT
  CONCAT(t1.b,t2.b) AS b,
  t1.type AS type1,
  t2.type AS type2,
  CONCAT('[',t1.type,'][',t2.type,']') AS comment
FROM t1, t1 t2
;;
CREATE TABLE t3
(
  b VARBINARY(16),
  c VARCHAR(16) CHARACTER SET gbk,
  comment VARCHAR(128)
)
;;
set sql_mode=''
;;
set sql_mode=default
;;
-- main/ctype_latin1_de.test
create table t1 (word varchar(255) not null, word2 varchar(255) not null default '', index(word))
;;
-- main/ctype_latin2_ch.test
create table t1 (
ch varchar(1),
name varchar(64)
) character set latin2 collate latin2_czech_cs
;;
alter table t1 modify ch char(1), modify name char(64)
;;
CREATE TABLE t1 ENGINE=MYISAM AS SELECT repeat('a', 5) AS s1 LIMIT 0
;;
set sql_mode=""
;;
CREATE TABLE t1 ENGINE=INNODB AS SELECT repeat('a', 5) AS s1 LIMIT 0
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE `t1` (
  `ID` smallint(5) unsigned zerofill NOT NULL AUTO_INCREMENT,
  `Post` enum('','B','O','Z','U') COLLATE latin2_czech_cs DEFAULT NULL,
  PRIMARY KEY (`ID`)
) ENGINE=MyISAM AUTO_INCREMENT=135 DEFAULT CHARSET=latin2
;;
-- main/ctype_many.test
CREATE TABLE t1 (
  comment CHAR(32) ASCII NOT NULL,
  koi8_ru_f CHAR(32) CHARACTER SET koi8r NOT NULL default ''
) CHARSET=latin5
;;
ALTER TABLE t1 CHANGE comment comment CHAR(32) CHARACTER SET latin2 NOT NULL
;;
-- main/ctype_recoding.test
CREATE TABLE t1 (description text character set cp1250 NOT NULL)
;;
-- main/ctype_uca.test
CREATE TABLE t1 (name VARCHAR(20) CHARACTER SET utf8 COLLATE utf8_unicode_ci)
;;
ALTER TABLE t1 CHANGE COLUMN name name VARCHAR(20) CHARACTER SET 'utf8' COLLATE 'utf8_general_ci'
;;
-- main/ctype_uca_partitions.test
CREATE TABLE t1
(
  id INT,
  data VARCHAR(20),
  KEY data_id (data,id)
) COLLATE utf8mb3_unicode_nopad_ci ENGINE=MyISAM
PARTITION BY RANGE COLUMNS (id)
(
  PARTITION p10 VALUES LESS THAN (20),
  PARTITION p20 VALUES LESS THAN MAXVALUE
)
;;
ALTER TABLE t1 DROP KEY data_id, ADD KEY data_id2(data(10),id)
;;
-- main/ctype_ucs.test
CREATE TABLE t1 (
   word VARCHAR(64),
   bar INT(11) default 0,
   PRIMARY KEY (word))
   ENGINE=MyISAM
   CHARSET ucs2
   COLLATE ucs2_general_ci
;;
CREATE TABLE t1 (
   word TEXT,
   bar INT(11) AUTO_INCREMENT,
   PRIMARY KEY (bar))
   ENGINE=MyISAM
   CHARSET ucs2
   COLLATE ucs2_general_ci
;;
create table t1 (s1 char character set `ucs2` collate `ucs2_czech_ci`)
;;
set sql_mode=""
;;
set sql_mode=default
;;
CREATE TABLE t1 (
  status enum('active','passive') collate latin1_general_ci 
    NOT NULL default 'passive'
)
;;
ALTER TABLE t1 ADD a int NOT NULL AFTER status
;;
CREATE TABLE t1(a TEXT CHARSET ucs2 COLLATE ucs2_unicode_ci)
;;
SET @@sql_mode=pad_char_to_full_length
;;
SET @@sql_mode=default
;;
SET sql_mode='NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode=DEFAULT
;;
set sql_mode=""
;;
set sql_mode=default
;;
SET sql_mode='strict_all_tables'
;;
SET sql_mode=DEFAULT
;;
-- main/ctype_ujis_ucs2.test
create table t2 (code binary(1))
;;
-- main/ctype_utf16.test
SET sql_mode='NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t2 AS SELECT PASSWORD(c) FROM t1
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- main/ctype_utf32.test
SET sql_mode='NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode=DEFAULT
;;
set sql_mode=''
;;
set sql_mode=default
;;
CREATE TABLE t1(c1 ENUM('a','b','ac') CHARACTER SET 'Binary',c2 JSON,c3 INT)
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 AS SELECT NULL COLLATE utf32_unicode_ci AS c1
;;
-- main/ctype_utf32_innodb.test
SET sql_mode=''
;;
CREATE TABLE t1 (
  HOST CHAR DEFAULT '%',
  USER CHAR DEFAULT '%',
  ROLE CHAR DEFAULT '%',
  ENABLED ENUM ('a','a') DEFAULT 'a',
  HISTORY ENUM ('a','a') DEFAULT 'a'
) COLLATE=utf32_general_ci ENGINE=InnoDB
;;
-- main/ctype_utf8.test
create table t1 (
  str varchar(255) character set utf8 not null,
  key str  (str(2))
) engine=myisam
;;
create table t1 (
  str varchar(255) character set utf8 not null,
  key str using btree (str(2))
) engine=heap
;;
create table t1 (
 id int not null,
 city varchar(20) not null,
 key (city(7),id)
) character set=utf8
;;
CREATE TEMPORARY TABLE t2 SELECT COALESCE(t) AS bug FROM t1
;;
CREATE TABLE t1 (
  id int(11) NOT NULL default '0',
  tid int(11) NOT NULL default '0',
  val text NOT NULL,
  INDEX idx(tid, val(10))
) ENGINE=MyISAM DEFAULT CHARSET=utf8
;;
set sql_mode=traditional
;;
set sql_mode=default
;;
CREATE TABLE t1 (
  clipid INT NOT NULL,
  Tape TINYTEXT,
  PRIMARY KEY (clipid),
  KEY tape(Tape(255))
) CHARACTER SET=utf8
;;
ALTER TABLE t1 ADD mos TINYINT DEFAULT 0 AFTER clipid
;;
CREATE TABLE t2 AS SELECT
  COALESCE(ts, 0) AS c0,
  GREATEST(COALESCE(ts, 0), COALESCE(ts, 0)) AS c1,
  GREATEST(CASE WHEN 1 THEN ts ELSE 0 END, CASE WHEN 1 THEN ts ELSE 0 END) AS c2,
  GREATEST(IFNULL(ts,0), IFNULL(ts,0)) AS c3,
  GREATEST(IF(1,ts,0), IF(1,ts,0)) AS c4
FROM t1
;;
SET sql_mode='STRICT_ALL_TABLES'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
SET @@SQL_MODE='NO_BACKSLASH_ESCAPES'
;;
SET @@SQL_MODE=default
;;
SET sql_mode='STRICT_TRANS_TABLES'
;;
SET sql_mode=default
;;
CREATE TABLE t1 (a VARCHAR(30) CHARACTER SET latin1 DEFAULT CONCAT('ß'))
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 AS SELECT CAST('a' AS CHAR COLLATE DEFAULT) AS c1
;;
-- main/ctype_utf8mb3_innodb.test
CREATE TABLE t (
  id INT,
  b TEXT,
  KEY(id),
  PRIMARY KEY (b(2),id)
) ENGINE=InnoDB COLLATE utf8mb3_general_nopad_ci
;;
-- main/ctype_utf8mb4_0900.test
CREATE TABLE t1 (a VARCHAR(10) CHARACTER SET latin1)
;;
ALTER TABLE t1 CONVERT TO CHARACTER SET DEFAULT COLLATE utf8mb4_0900_ai_ci
;;
CREATE TABLE t1 (p int primary key auto_increment, a VARCHAR(10), key (a)) engine=innodb, COLLATE utf8mb4_sv_0900_ai_ci
;;
alter table t1 modify a varchar(10) collate utf8mb4_uca1400_swedish_nopad_ai_ci, algorithm=nocopy
;;
CREATE OR REPLACE TABLE t1 (p int primary key auto_increment, a VARCHAR(10), key (a)) engine=aria, COLLATE utf8mb4_sv_0900_ai_ci
;;
-- main/ctype_utf8mb4_uca_allkeys1400.test
CREATE TABLE allkeys AS
SELECT
  a,
  CONVERT(CAST(UNHEX(regexp_replace(regexp_replace(regexp_replace(a,'(\\b[0-9A-Z]{4}\\b)','-0000\\1-'),'(\\b[0-9A-Z]{5}\\b)','-000\\1-'),'[ -]','')) AS CHAR CHARACTER SET utf32) USING utf8mb4) COLLATE utf8mb4_bin AS str,
  HEX(WEIGHT_STRING(CONVERT(CAST(UNHEX(regexp_replace(regexp_replace(regexp_replace(a,'(\\b[0-9A-Z]{4}\\b)','-0000\\1-'),'(\\b[0-9A-Z]{5}\\b)','-000\\1-'),'[ -]','')) AS CHAR CHARACTER SET utf32) USING utf8mb4) COLLATE utf8mb4_uca1400_ai_ci)) as ws,
  REPLACE(REPLACE(REGEXP_REPLACE(b,'[[][.*](....)[.]....[.]....]','-\\1-'),'-0000-',''),'-','') AS wd,
  c
FROM allkeys_txt
WHERE a RLIKE '^[0-9A-Z]'
;;
-- main/ctype_utf8mb4_unicode_ci_def.test
CREATE TABLE t1 ENGINE=MyISAM WITH SYSTEM VERSIONING AS SELECT 0
;;
-- main/custom_aggregate_functions.test
create table t1 (sal int, id int, val int, counter int, primary key(id), INDEX name (val,counter))
;;
CREATE SCHEMA IF NOT EXISTS common_schema
;;
-- main/date_formats.test
create table t1 (date char(30), format char(30) not null)
;;
create table t1 select "02 10" as a, "%d %H" as b
;;
-- main/ddl_i18n_koi8r.test
set sql_mode=""
;;
CREATE TABLE log(msg VARCHAR(255))
;;
-- main/default.test
set sql_mode=""
;;
CREATE TABLE t1 (a varchar(30) binary NOT NULL DEFAULT ' ',
                 b varchar(1) binary NOT NULL DEFAULT ' ',
		 c varchar(4) binary NOT NULL DEFAULT '0000',
		 d tinyblob NULL,
		 e tinyblob NULL,
		 f tinyblob NULL,
		 g tinyblob NULL,
		 h tinyblob NULL,
		 i tinyblob NULL,
		 j tinyblob NULL,
		 k tinyblob NULL,
		 l tinyblob NULL,
		 m tinyblob NULL,
		 n tinyblob NULL,
		 o tinyblob NULL,
		 p tinyblob NULL,
                 q varchar(30) binary NOT NULL DEFAULT ' ',
                 r varchar(30) binary NOT NULL DEFAULT ' ',
		 s tinyblob NULL,
                 t varchar(4) binary NOT NULL DEFAULT ' ',
                 u varchar(1) binary NOT NULL DEFAULT ' ',
                 v varchar(30) binary NOT NULL DEFAULT ' ',
                 w varchar(30) binary NOT NULL DEFAULT ' ',
		 x tinyblob NULL,
                 y varchar(5) binary NOT NULL DEFAULT ' ',
                 z varchar(20) binary NOT NULL DEFAULT ' ',
                 a1 varchar(30) binary NOT NULL DEFAULT ' ',
		 b1 tinyblob NULL)
ENGINE=InnoDB DEFAULT CHARACTER SET = latin1 COLLATE latin1_bin
;;
set sql_mode=default
;;
SET sql_mode = 'ALLOW_INVALID_DATES'
;;
SET sql_mode = 'STRICT_ALL_TABLES'
;;
SET sql_mode = ''
;;
create table bug20691 (
  a set('one', 'two', 'three') not null,
  b enum('small', 'medium', 'large', 'enormous', 'ellisonego') not null,
  c time not null,
  d date not null,
  e int not null,
  f long not null,
  g blob not null,
  h datetime not null,
  i decimal not null,
  x int)
;;
create or replace table t1 (a bigint default uuid_short())
;;
create or replace table t1 (param_list blob DEFAULT "" NOT NULL)
;;
create table t1 (a int default (1----1), b int default - 1, c int default +1, e int default (--1))
;;
CREATE TABLE t1 (
  i01 INT DEFAULT (((1))),
  i02 INT DEFAULT (((0x3939))),
  i03 INT DEFAULT (((1.0))),
  i04 INT DEFAULT (((1e0))),
  i05 INT DEFAULT (((NULL))),

  f01 DOUBLE DEFAULT (((PI()))),

  s01 VARCHAR(10) DEFAULT (((_latin1'test'))),
  s02 VARCHAR(10) DEFAULT ((('test'))),
  s03 VARCHAR(10) DEFAULT (((0x40))),
  s04 VARCHAR(10) DEFAULT (((X'40'))),
  s05 VARCHAR(10) DEFAULT (((B'1000000'))),

  d01 TIME DEFAULT (((TIME'10:20:30'))),
  d02 DATE DEFAULT (((DATE'2001-01-01'))),
  d03 DATETIME DEFAULT (((TIMESTAMP'2001-01-01 10:20:30')))
)
;;
CREATE TABLE t1 (
  i01 INT DEFAULT COALESCE(1),
  i02 INT DEFAULT COALESCE(0x3939),
  i03 INT DEFAULT COALESCE(1.0),
  i04 INT DEFAULT COALESCE(1e0),
  i05 INT DEFAULT COALESCE(NULL),

  f01 DOUBLE DEFAULT COALESCE(PI()),

  s01 VARCHAR(10) DEFAULT COALESCE(_latin1'test'),
  s02 VARCHAR(10) DEFAULT COALESCE('test'),
  s03 VARCHAR(10) DEFAULT COALESCE(0x40),
  s04 VARCHAR(10) DEFAULT COALESCE(X'40'),
  s05 VARCHAR(10) DEFAULT COALESCE(B'1000000'),

  d01 TIME DEFAULT COALESCE(TIME'10:20:30'),
  d02 DATE DEFAULT COALESCE(DATE'2001-01-01'),
  d03 DATETIME DEFAULT COALESCE(TIMESTAMP'2001-01-01 10:20:30')
)
;;
CREATE TABLE t1 (a INT DEFAULT 1 NOT NULL)
;;
CREATE TABLE t1 (a INT DEFAULT 0x61 NOT NULL)
;;
SET sql_mode = 'STRICT_ALL_TABLES'
;;
SET sql_mode = DEFAULT
;;
CREATE TABLE t1 (a DOUBLE DEFAULT RAND())
;;
CREATE TABLE t1 (a INT, b INT DEFAULT INTERVAL(a, 10, 20, 30, 40))
;;
CREATE TABLE t1 (a VARCHAR(30), b INT DEFAULT FIELD(a, 'Hej', 'ej', 'Heja', 'hej', 'foo'))
;;
CREATE TABLE t1 (a DATE, b INT, c DATE DEFAULT DATE_ADD(a, INTERVAL b DAY))
;;
CREATE TABLE t1 (a INT, b INT DEFAULT TO_DAYS(a))
;;
CREATE TABLE t1 (a DATE, b INT DEFAULT YEAR(a))
;;
CREATE TABLE t1 (a DATE, b INT DEFAULT EXTRACT(YEAR FROM a))
;;
CREATE OR REPLACE TABLE t1 ( col INT DEFAULT ( 1 LIKE ( NOW() BETWEEN '2000-01-01' AND '2012-12-12' ) ) )
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT IFNULL(a,b))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT CASE WHEN a THEN b ELSE 2 END)
;;
CREATE TABLE t1 (a DOUBLE, b INT DEFAULT CEILING(a), c INT DEFAULT FLOOR(a), d INT DEFAULT ROUND(a))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a+b), d INT DEFAULT (a-b))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a*b), d INT DEFAULT (a/b), e INT DEFAULT (a MOD b))
;;
CREATE TABLE t1 (a DATETIME, b INT DEFAULT UNIX_TIMESTAMP(a))
;;
CREATE TABLE t1 (a BIGINT UNSIGNED, b BIGINT SIGNED DEFAULT CAST(a AS SIGNED))
;;
CREATE TABLE t1 (
  a VARCHAR(10) CHARACTER SET latin1,
  b VARCHAR(10) CHARACTER SET latin1 DEFAULT a COLLATE latin1_bin,
  c VARCHAR(10) CHARACTER SET utf8 DEFAULT CONVERT(a USING utf8),
  d VARBINARY(10) DEFAULT (BINARY(a))
)
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a|b))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a&b))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a^b))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a&~b))
;;
CREATE TABLE t1 (a INT, b INT, c INT DEFAULT (a<<b), d INT DEFAULT (a>>b))
;;
CREATE TABLE t1 (a VARCHAR(10), b VARCHAR(10) DEFAULT LEFT(a,1), c VARCHAR(10) DEFAULT RIGHT(a,1), d VARCHAR(10) DEFAULT SUBSTR(a,2,2))
;;
CREATE TABLE t1 (a VARCHAR(10), b VARCHAR(10) DEFAULT REPLACE(a,'a','A'))
;;
CREATE TABLE t1 (a INT, b VARCHAR(10), c VARCHAR(10) DEFAULT REPEAT(b,a))
;;
CREATE TABLE t1 (str VARCHAR(10), pos INT, len INT, newstr VARCHAR(10), result VARCHAR(10) DEFAULT INSERT(str,pos,len,newstr))
;;
CREATE TABLE t1 (a INT, b VARCHAR(10) DEFAULT CHAR(a))
;;
CREATE TABLE t1 (a INT, b INT DEFAULT (NOT a))
;;
CREATE TABLE t1 (a VARCHAR(10), b INT DEFAULT (a LIKE 'a%'))
;;
CREATE TABLE t1 (a VARCHAR(10), b INT DEFAULT LENGTH(a), c INT DEFAULT CHAR_LENGTH(a), d INT DEFAULT BIT_LENGTH(a))
;;
CREATE TABLE t1 (
   a VARCHAR(10) CHARACTER SET latin1,
   b VARCHAR(20) DEFAULT CHARSET(a),
   c VARCHAR(20) DEFAULT COLLATION(a)
)
;;
CREATE TABLE t1 (a VARCHAR(30), b TEXT DEFAULT PASSWORD(a))
;;
create table t3 as select max(a), max(b), max(c) from t1
;;
create table t1 (a int primary key default 0, b int default 3)
;;
set sql_mode=ansi_quotes
;;
set sql_mode=''
;;
set sql_mode=default
;;
CREATE TEMPORARY TABLE t1 (h POINT DEFAULT ST_GEOMFROMTEXT('Point(1 1)')) ENGINE=InnoDB
;;
-- main/default_innodb.test
CREATE TABLE v0 (
  v2 DATE DEFAULT ( v1 MOD 68321183.000000 ) ,
  v1 DATETIME NULL ) engine=innodb
;;
-- main/default_session.test
create table t1 (n varchar(100),
                 u varchar(100) default user(),
                 cu varchar(100) default current_user(),
                 cr varchar(100) default current_role(),
                 d  varchar(100) default database())
;;
set sql_mode=ansi
;;
set sql_mode=default
;;
-- main/delayed.test
CREATE TABLE t1(a BIT)
;;
SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'
;;
CREATE TABLE `t1` (
  `id` int(11) PRIMARY KEY auto_increment,
  `f1` varchar(10) NOT NULL UNIQUE
)
;;
SET SQL_MODE='PIPES_AS_CONCAT'
;;
SET SQL_MODE='ERROR_FOR_DIVISION_BY_ZERO,STRICT_ALL_TABLES'
;;
SET SQL_MODE='NO_ZERO_DATE,STRICT_ALL_TABLES,NO_ZERO_IN_DATE'
;;
-- main/delete.test
CREATE TABLE t1 (
  bool     char(0) default NULL,
  not_null varchar(20) binary NOT NULL default '',
  misc     integer not null,
  PRIMARY KEY  (not_null)
) ENGINE=MyISAM
;;
CREATE TABLE t1 (
  `date` date ,
  `time` time ,
  `seq` int(10) unsigned NOT NULL auto_increment,
  PRIMARY KEY  (`seq`),
  KEY `seq` (`seq`),
  KEY `time` (`time`),
  KEY `date` (`date`)
)
;;
CREATE TRIGGER tr1 BEFORE DELETE ON t2
FOR EACH ROW INSERT INTO no_such_table VALUES (1)
;;
-- main/delete_innodb.test
create table second(s_receiptDATE date, filler char(100), key(s_receiptDATE))
;;
-- main/delete_multi_order_by.test
create table t1(id1 smallint(5), field char(5))
;;
SET sql_mode=''
;;
CREATE TABLE t1 (v VECTOR (1) NOT NULL) ENGINE=CSV
;;
-- main/delete_use_source.test
create table t1(c1 integer not null,c2 integer not null, key (c1))
ENGINE=InnoDB STATS_PERSISTENT=1
;;
-- main/derived.test
create table t1 (mat_id MEDIUMINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, matintnum CHAR(6) NOT NULL, test MEDIUMINT UNSIGNED NULL)
;;
CREATE TABLE t3 (
  ID int(11) default NULL,
  DATA decimal(10,2) default NULL,
  UNIQUE KEY t3_ID_IDX (ID)
) engine=MyISAM DEFAULT CHARSET=latin1
;;
create table t2 (ID int unsigned not null auto_increment,
                 DATA varchar(5) not null, FID int unsigned not null,
                 primary key (ID))
;;
CREATE TABLE `t2` (
 `RECEIVABLE_GROUP` char(2) DEFAULT NULL,
 `CLIENT_NUMBER` varchar(35) DEFAULT NULL,
 `CLIENT_NAME` varchar(73) DEFAULT NULL,
 `PHONE_NUMBER` char(12) DEFAULT NULL,
 `ATTENTION_NAME` char(26) DEFAULT NULL,
 `PAYMENT_TERM` varchar(26) CHARACTER SET utf8 DEFAULT NULL,
 `CREDIT_LIMIT` decimal(12,2) DEFAULT NULL,
 `LAST_PAY_DATE` varchar(42) CHARACTER SET utf8 DEFAULT NULL,
 `TOTAL` decimal(12,2) DEFAULT NULL,
 `BEFORE_DUE_7` decimal(12,2) DEFAULT NULL,
 `PER1` decimal(12,2) DEFAULT NULL,
 `PER2` decimal(12,2) DEFAULT NULL,
 `PER3` decimal(12,2) DEFAULT NULL,
 `PER4` decimal(12,2) DEFAULT NULL,
 `PER5` decimal(12,2) DEFAULT NULL,
 `PER6` decimal(12,2) DEFAULT NULL,
 `PER7` decimal(12,2) DEFAULT NULL,
 `DIVISION` varchar(3) CHARACTER SET utf8 NOT NULL,
 `CLIENT_INFO` varchar(294) CHARACTER SET utf8 DEFAULT NULL,
 `EXCHANGE_RATE` double NOT NULL,
 `REF` varchar(30) DEFAULT NULL
)
;;
set sql_mode='ONLY_FULL_GROUP_BY,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (a DECIMAL, b INT)
;;
SET sql_mode=''
;;
create view v10 as select *, 'U' as u from t10
  left join (select 'Y' as y, t20.b from t20) dt1 (y, b1) on t10.a= dt1.b1
  limit 3
;;
-- main/derived_cond_pushdown.test
create table t2 (a int, b int, c int, d decimal)
;;
CREATE TABLE sales_documents (
 id           int NOT NULL AUTO_INCREMENT,
 sale_id      int NULL DEFAULT NULL,
 type         tinyint unsigned NULL DEFAULT NULL,
 data         text NULL DEFAULT NULL COLLATE 'utf8_unicode_ci',
 date         date NULL DEFAULT NULL,
 order_number int unsigned NULL DEFAULT NULL,
 created_at   int NULL DEFAULT NULL,
 updated_at   int NULL DEFAULT NULL,
 generated    tinyint NOT NULL DEFAULT '0',
 synced_at    int NOT NULL DEFAULT '0',
 sum          decimal(13,2) NOT NULL DEFAULT '0',
 PRIMARY KEY (id)
)
;;
SET  sql_mode = 'ONLY_FULL_GROUP_BY'
;;
SET  sql_mode = DEFAULT
;;
create table t2 (a int, b int, c char(127), index idx_a(a)) engine=myisam charset=latin1
;;
create index idx on t2(c,b)
;;
CREATE TABLE t2 (
  id int PRIMARY KEY AUTO_INCREMENT,
  deleted int(1),
  t1_id int,
  email varchar(255),
  reporting_person int(1),
  KEY t1_id (t1_id)
) ENGINE=MyISAM
;;
CREATE TABLE t3 (
  id int PRIMARY KEY,
  deleted int,
  t1_id int,
  YEAR int(4),
  quarter int(1),
  KEY t1_id (t1_id,year,quarter)
) ENGINE=MyISAM
;;
-- main/derived_opt.test
create table t1 
(
  c1  tinyint, c2  smallint, c3  mediumint, c4  int,
  c5  integer, c6  bigint, c7  float, c8  double,
  c9  double precision, c10 real, c11 decimal(7, 4), c12 numeric(8, 4),
  c13 date, c14 datetime, c15 timestamp, c16 time,
  c17 year, c18 bit, c19 bool, c20 char,
  c21 char(10), c22 varchar(30), c23 tinyblob, c24 tinytext,
  c25 blob, c26 text, c27 mediumblob, c28 mediumtext,
  c29 longblob, c30 longtext, c31 enum('one', 'two', 'three'),
  c32 set('monday', 'tuesday', 'wednesday')
) engine = MYISAM
;;
CREATE TABLE t0 (
  f1 bigint(20) DEFAULT NULL,
  f2 char(50) DEFAULT NULL
) ENGINE=MEMORY DEFAULT CHARSET=latin1
;;
CREATE TABLE t1 (
  id int NOT NULL,
  amount decimal DEFAULT NULL,
PRIMARY KEY (id)
)
;;
-- main/derived_split_innodb.test
CREATE TABLE t1 (
  n1 int(10) NOT NULL,
  n2 int(10) NOT NULL,
  c1 char(1) NOT NULL,
  KEY c1 (c1),
  KEY n1_c1_n2 (n1,c1,n2)
) ENGINE=InnoDB CHARSET=latin1
;;
create table t3 (
  id int not null, itemid int not null, userid int not null, primary key (id),
  index idx1 (userid, itemid), index idx2 (itemid)
) engine innodb
;;
create table t3
(
  a int not null,
  b int,
  description varchar(50),
  key t3_ix1 (a,b)
)
;;
-- main/derived_view.test
CREATE TABLE t2 (
  pk varchar(33), 
  col_varchar_key varchar(3) NOT NULL,
  col_varchar_nokey varchar(52) NOT NULL)
;;
CREATE TABLE IF NOT EXISTS `pictures` ( 
  `id` int(11) NOT NULL AUTO_INCREMENT, 
  `name` varchar(100) NOT NULL, 
  `width` float DEFAULT NULL, 
  `height` float DEFAULT NULL, 
  `year` int(4) DEFAULT NULL, 
  `technique` varchar(50) DEFAULT NULL, 
  `comment` varchar(2000) DEFAULT NULL, 
  `gallery_id` int(11) NOT NULL, 
  `type` int(11) NOT NULL, 
  PRIMARY KEY (`id`), 
  KEY `gallery_id` (`gallery_id`) 
) DEFAULT CHARSET=utf8
;;
ALTER TABLE `pictures` 
  ADD CONSTRAINT `pictures_ibfk_1` FOREIGN KEY (`gallery_id`) REFERENCES `galleries` (`id`)
;;
CREATE TABLE t2 (
  col_varchar varchar(10) DEFAULT NULL,
  col_int INT DEFAULT NULL
)
;;
-- main/desc_index_min_max.test
create or replace table t1 (a int, b int, key(a desc, b asc)) engine=innodb
;;
-- main/distinct.test
create table t1 (
    id		int not null,
    name	tinytext not null,
    unique	(id)
)
;;
create table t2 (
    id		int not null,
    idx		int not null,
    unique	(id, idx)
)
;;
CREATE TABLE t1 (email varchar(50), infoID BIGINT, dateentered DATETIME)
;;
CREATE TABLE t1 (privatemessageid int(10) unsigned NOT NULL auto_increment,  folderid smallint(6) NOT NULL default '0',  userid int(10) unsigned NOT NULL default '0',  touserid int(10) unsigned NOT NULL default '0',  fromuserid int(10) unsigned NOT NULL default '0',  title varchar(250) NOT NULL default '',  message mediumtext NOT NULL,  dateline int(10) unsigned NOT NULL default '0',  showsignature smallint(6) NOT NULL default '0',  iconid smallint(5) unsigned NOT NULL default '0',  messageread smallint(6) NOT NULL default '0',  readtime int(10) unsigned NOT NULL default '0',  receipt smallint(6) unsigned NOT NULL default '0',  deleteprompt smallint(6) unsigned NOT NULL default '0',  multiplerecipients smallint(6) unsigned NOT NULL default '0',  PRIMARY KEY  (privatemessageid),  KEY userid (userid)) ENGINE=MyISAM
;;
CREATE TABLE t2 (userid int(10) unsigned NOT NULL auto_increment,  usergroupid smallint(5) unsigned NOT NULL default '0',  username varchar(50) NOT NULL default '',  password varchar(50) NOT NULL default '',  email varchar(50) NOT NULL default '',  styleid smallint(5) unsigned NOT NULL default '0',  parentemail varchar(50) NOT NULL default '',  coppauser smallint(6) NOT NULL default '0',  homepage varchar(100) NOT NULL default '',  icq varchar(20) NOT NULL default '',  aim varchar(20) NOT NULL default '',  yahoo varchar(20) NOT NULL default '',  signature mediumtext NOT NULL,  adminemail smallint(6) NOT NULL default '0',  showemail smallint(6) NOT NULL default '0',  invisible smallint(6) NOT NULL default '0',  usertitle varchar(250) NOT NULL default '',  customtitle smallint(6) NOT NULL default '0',  joindate int(10) unsigned NOT NULL default '0',  cookieuser smallint(6) NOT NULL default '0',  daysprune smallint(6) NOT NULL default '0',  lastvisit int(10) unsigned NOT NULL default '0',  lastactivity int(10) unsigned NOT NULL default '0',  lastpost int(10) unsigned NOT NULL default '0',  posts smallint(5) unsigned NOT NULL default '0',  timezoneoffset varchar(4) NOT NULL default '',  emailnotification smallint(6) NOT NULL default '0',  buddylist mediumtext NOT NULL,  ignorelist mediumtext NOT NULL,  pmfolders mediumtext NOT NULL,  receivepm smallint(6) NOT NULL default '0',  emailonpm smallint(6) NOT NULL default '0',  pmpopup smallint(6) NOT NULL default '0',  avatarid smallint(6) NOT NULL default '0',  avatarrevision int(6) unsigned NOT NULL default '0',  options smallint(6) NOT NULL default '15',  birthday date NOT NULL default '0000-00-00',  maxposts smallint(6) NOT NULL default '-1',  startofweek smallint(6) NOT NULL default '1',  ipaddress varchar(20) NOT NULL default '',  referrerid int(10) unsigned NOT NULL default '0',  nosessionhash smallint(6) NOT NULL default '0',  autorefresh smallint(6) NOT NULL default '-1',  messagepopup tinyint(2) NOT NULL default '0',  inforum smallint(5) unsigned NOT NULL default '0',  ratenum smallint(5) unsigned NOT NULL default '0',  ratetotal smallint(5) unsigned NOT NULL default '0',  allowrate smallint(5) unsigned NOT NULL default '1',  PRIMARY KEY  (userid),  KEY usergroupid (usergroupid),  KEY username (username),  KEY inforum (inforum)) ENGINE=MyISAM
;;
CREATE TABLE t2(a INT, b INT NOT NULL, c INT NOT NULL, d INT, 
                PRIMARY KEY (a,b))
;;
CREATE UNIQUE INDEX c_b_unq ON t2 (c,b)
;;
CREATE TABLE t2 (
  id int(11) NOT NULL AUTO_INCREMENT,
  parent_id int(7) NOT NULL,
  name varchar(100) DEFAULT NULL,
  primary key (id),
  key(parent_id)
)
;;
-- main/drop.test
create table mysqltest.mysqltest (n int)
;;
create table mysql_test.`#sql-347f_7` (f1 int)
;;
-- main/drop_combinations.test
drop temporary sequence if exists ss1,ss2
;;
-- main/drop_table_force.test
CREATE TABLE parent (id INT NOT NULL, PRIMARY KEY (id)) ENGINE=INNODB
;;
CREATE TABLE child (id INT, parent_id INT, INDEX par_ind (parent_id), FOREIGN KEY (parent_id) REFERENCES parent(id) ON DELETE CASCADE) ENGINE=INNODB
;;
drop table parent
;;
drop table child
;;
-- main/dyncol.test
set @@sql_mode="allow_invalid_dates"
;;
set @@sql_mode=""
;;
set @@sql_mode="allow_invalid_dates"
;;
set @@sql_mode=""
;;
set @@sql_mode="allow_invalid_dates"
;;
set @@sql_mode=""
;;
create table t1 (id int primary key, str mediumblob)
;;
CREATE TABLE t1 (
  name VARCHAR(10),
  value VARCHAR(10),
  dyncol0 BLOB DEFAULT COLUMN_CREATE(name, value),
  value_dyncol0_name0 VARCHAR(10) DEFAULT COLUMN_GET(dyncol0, 'name0' AS CHAR),
  dyncol1 BLOB DEFAULT COLUMN_ADD(dyncol0, 'name1', 'value1'),
  value_dyncol1_name1 VARCHAR(10) DEFAULT COLUMN_GET(dyncol1, 'name1' AS CHAR),
  dyncol2 BLOB DEFAULT COLUMN_DELETE(dyncol1, 'name1'),
  dyncol2_exists_name0 INT DEFAULT COLUMN_EXISTS(dyncol2, 'name0'),
  dyncol2_exists_name1 INT DEFAULT COLUMN_EXISTS(dyncol2, 'name1'),
  dyncol2_check INT DEFAULT COLUMN_CHECK(dyncol2),
  dyncol1_list TEXT DEFAULT COLUMN_LIST(dyncol1),
  dyncol1_json TEXT DEFAULT COLUMN_JSON(dyncol1)
)
;;
-- main/empty_string_literal.test
create table t1 (a int, b binary(1) generated always as (''), key(a,b))
;;
set sql_mode= default
;;
set sql_mode= 'empty_string_is_null'
;;
set sql_mode= default
;;
-- main/empty_table.test
create table t1 (nr int(5) not null auto_increment,b blob,str char(10), primary key (nr))
;;
-- main/endspace.test
create table t1 (text1 varchar(32) not NULL, KEY key1 (text1))
;;
alter table t1 modify text1 char(32) binary not null
;;
alter table t1 modify text1 blob not null, drop key key1, add key key1 (text1(20))
;;
alter table t1 modify text1 text not null, pack_keys=1
;;
create table t1 (text1 varchar(32) not NULL, KEY key1 (text1)) pack_keys=0
;;
create table t1 (text1 varchar(32) not NULL, KEY key1 using BTREE (text1)) engine=heap charset=latin1
;;
create table t1 (text1 varchar(32) not NULL, KEY key1 (text1)) engine=innodb charset=latin1
stats_persistent=0
;;
-- main/except_all.test
create table t3 (select a,b,b1 from t1) except all (select c,d,d1 from t2)
;;
-- main/explain_json.test
create table t1 (
  a1 char(64), a2 char(64), b char(16), c char(16) not null, d char(16), dummy char(248) default ' '
) charset=latin1
;;
-- main/fast_prefix_index_fetch_innodb.test
CREATE TABLE t(c POINT UNIQUE) ENGINE=InnoDB
;;
-- main/features.test
set sql_mode=""
;;
CREATE TABLE t1 (g POINT)
;;
create table t1 (a int, key(a)) engine=aria delay_key_write=1
;;
create table t2 (b int, constraint foo check (b < 10))
;;
create table t1 (id int auto_increment primary key,
  u vector(5) not null, vector index (u))
;;
-- main/fetch_first.test
create table t2 (id int, location varchar(100), time datetime, value int, fk int)
;;
create table t1 (
  country varchar(100),
  city varchar(100),
  user_score int,
  index (country, city, user_score)
)
;;
-- main/filesort_pack.test
CREATE TABLE t1 (
  code INT NOT NULL,
  str VARCHAR(5) CHARACTER SET latin1 NOT NULL
) ENGINE=MyISAM
;;
-- main/flush.test
CREATE TABLE t1 (qty INT, price INT)
;;
-- main/flush_read_lock.test
drop temporary tables t1_temp, t2_temp
;;
-- main/fulltext.test
CREATE TABLE t1 (
  id int(11)  auto_increment,
  title varchar(100)  default '',
  PRIMARY KEY  (id),
  KEY ind5 (title)
) ENGINE=MyISAM
;;
CREATE FULLTEXT INDEX ft1 ON t1(title)
;;
CREATE TABLE t1 (col text, FULLTEXT KEY full_text (col))
;;
CREATE TABLE t1
(
  txt text COLLATE utf8_unicode_ci NOT NULL,
  uid int(11) NOT NULL,
  id2 int(11) NOT NULL,
  KEY uid (uid),
  KEY id2 (id2)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 COLLATE=utf8_unicode_ci
;;
ALTER TABLE tmp ADD FULLTEXT (a)
;;
-- main/fulltext_distinct.test
CREATE TABLE t1 (
 id mediumint unsigned NOT NULL auto_increment,
 tag char(6) NOT NULL default '',
 value text NOT NULL default '',
 PRIMARY KEY (id),
 KEY kt(tag),
 KEY kv(value(15)),
 FULLTEXT KEY kvf(value)
) ENGINE=MyISAM
;;
-- main/fulltext_left_join.test
CREATE TABLE t1 (
  id int(10) NOT NULL auto_increment,
  link int(10) default NULL,
  name mediumtext default NULL,
  PRIMARY KEY (id),
  FULLTEXT (name)
)
;;
-- main/fulltext_order_by.test
CREATE TABLE t1 (
  id int(11) NOT NULL auto_increment,
  thread int(11) NOT NULL default '0',
  beitrag longtext NOT NULL,
  PRIMARY KEY  (id),
  KEY thread (thread),
  FULLTEXT KEY beitrag (beitrag)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 AUTO_INCREMENT=7923
;;
CREATE TABLE t2 (
  id int(11) NOT NULL auto_increment,
  text varchar(100) NOT NULL default '',
  PRIMARY KEY  (id),
  KEY text (text)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 AUTO_INCREMENT=63
;;
-- main/fulltext_update.test
drop table if exists test
;;
CREATE TABLE test (
  gnr INT(10) UNSIGNED NOT NULL AUTO_INCREMENT,
  url VARCHAR(80) DEFAULT '' NOT NULL,
  shortdesc VARCHAR(200) DEFAULT '' NOT NULL,
  longdesc text DEFAULT '' NOT NULL,
  description VARCHAR(80) DEFAULT '' NOT NULL,
  name VARCHAR(80) DEFAULT '' NOT NULL,
  FULLTEXT(url,description,shortdesc,longdesc),
  PRIMARY KEY(gnr)
)
;;
-- main/func_analyse.test
create table t1 (i int, j int, empty_string char(10), bool char(1), d date)
;;
create table t2 (country_id int primary key, country char(20) not null)
;;
SET sql_mode=''
;;
CREATE TABLE t1 (c CHAR(10) KEY)
;;
SET sql_mode=DEFAULT
;;
-- main/func_concat.test
CREATE TABLE t1 ( number INT NOT NULL, alpha CHAR(6) NOT NULL )
;;
-- main/func_date_add.test
CREATE TABLE t1 (
  visitor_id int(10) unsigned DEFAULT '0' NOT NULL,
  group_id int(10) unsigned DEFAULT '0' NOT NULL,
  hits int(10) unsigned DEFAULT '0' NOT NULL,
  sessions int(10) unsigned DEFAULT '0' NOT NULL,
  ts timestamp,
  PRIMARY KEY (visitor_id,group_id)
)/*! engine=MyISAM */
;;
set sql_mode='traditional'
;;
set sql_mode=''
;;
-- main/func_default.test
CREATE TABLE t1 (a BIGINT NOT NULL DEFAULT (IF(false,UNIX_TIMESTAMP(),10)))
;;
CREATE TABLE t1 (a DATE NOT NULL DEFAULT (IF(false,UNIX_TIMESTAMP()%10,DATE'2001-01-01')))
;;
CREATE TABLE t1 (a DATETIME NOT NULL DEFAULT (IF(false,UNIX_TIMESTAMP(),TIMESTAMP'2001-01-01 10:20:30')))
;;
-- main/func_extract.test
CREATE TABLE t2 AS SELECT
  EXTRACT(DAY FROM t),
  EXTRACT(DAY_HOUR FROM t),
  EXTRACT(DAY_MINUTE FROM t),
  EXTRACT(DAY_SECOND FROM t),
  EXTRACT(DAY_MICROSECOND FROM t),
  EXTRACT(DAY FROM d),
  EXTRACT(DAY_HOUR FROM d),
  EXTRACT(DAY_MINUTE FROM d),
  EXTRACT(DAY_SECOND FROM d),
  EXTRACT(DAY_MICROSECOND FROM d),
  EXTRACT(DAY FROM v),
  EXTRACT(DAY_HOUR FROM v),
  EXTRACT(DAY_MINUTE FROM v),
  EXTRACT(DAY_SECOND FROM v),
  EXTRACT(DAY_MICROSECOND FROM v),
  EXTRACT(DAY FROM ll),
  EXTRACT(DAY_HOUR FROM ll),
  EXTRACT(DAY_MINUTE FROM ll),
  EXTRACT(DAY_SECOND FROM ll),
  EXTRACT(DAY_MICROSECOND FROM ll)
FROM t1
;;
-- main/func_gconcat.test
create table t1 (bar varchar(32))
;;
create table t1(a bit not null)
;;
-- main/func_group.test
create table t1(
  a1 char(3) primary key,
  a2 smallint,
  a3 char(3),
  a4 real,
  a5 date,
  key k1(a2,a3),
  key k2(a4 /*desc*/,a1),
  key k3(a5,a1)
) charset=latin1
;;
CREATE TABLE t1 (
  id int(10) unsigned NOT NULL auto_increment,
  val enum('one','two','three') NOT NULL default 'one',
  PRIMARY KEY  (id)
) ENGINE=MyISAM DEFAULT CHARSET=utf8
;;
CREATE TABLE t1 (
  id int(10) unsigned NOT NULL auto_increment,
  val set('one','two','three') NOT NULL default 'one',
  PRIMARY KEY  (id)
) ENGINE=MyISAM DEFAULT CHARSET=utf8
;;
create table bug22555 (i smallint primary key auto_increment, s1 smallint, s2 smallint, e decimal(30,10), o double)
;;
SET SQL_MODE=ONLY_FULL_GROUP_BY
;;
SET SQL_MODE=DEFAULT
;;
set SQL_MODE=ONLY_FULL_GROUP_BY
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE D (
  pk int(11) NOT NULL AUTO_INCREMENT,
  int_nokey int(11) DEFAULT NULL,
  int_key int(11) DEFAULT NULL,
  filler blob,
  PRIMARY KEY (pk),
  KEY int_key (int_key)
)
;;
SET SQL_MODE='ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE=default
;;
CREATE TABLE t1 (
  auto SERIAL,
  fld1 bigint unsigned NOT NULL,
  companynr tinyint(2) unsigned zerofill DEFAULT '00' NOT NULL,
  UNIQUE fld1 (fld1)
)
;;
CREATE TABLE t1 (
  id int(11) NOT NULL PRIMARY KEY,
  country varchar(32),
  code int(11) default NULL
)
;;
CREATE TABLE t2 AS SELECT code, COUNT(DISTINCT country), MAX(id) FROM t1 GROUP BY code ORDER BY MAX(id)
;;
-- main/func_group_innodb.test
CREATE TABLE c (
  pk INT,
  col_varchar_key VARCHAR(1),
  PRIMARY KEY (pk),
  KEY col_varchar_key (col_varchar_key)
) ENGINE=InnoDB
;;
CREATE TABLE t1 (v1 varchar(1020), v2 varchar(2), v3 varchar(2),
                KEY k1 (v3,v2,v1)) ENGINE=InnoDB CHARACTER SET=utf8 ROW_FORMAT=DYNAMIC
;;
CREATE TABLE t1 (v1 varchar(1024) CHARACTER SET utf8, KEY v1 (v1)) ENGINE=InnoDB ROW_FORMAT=DYNAMIC
;;
-- main/func_hybrid_type.test
CREATE TABLE t2 AS SELECT
  IFNULL(a,a) AS c1,
  COALESCE(a,a) AS c2,
  CASE WHEN a IS NOT NULL THEN a ELSE a END AS c3,
  IF(a IS NULL,a,a) AS c4 FROM t1
;;
CREATE TABLE t1 AS SELECT
  connection_id() AS c0,
  IFNULL(connection_id(),connection_id()) AS c1,
  COALESCE(connection_id(), connection_id()) AS c2,
  CASE WHEN 0 THEN connection_id() ELSE connection_id() END AS c3,
  IF(0,connection_id(),connection_id()) AS c4
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='NO_ZERO_DATE,NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='NO_ZERO_DATE,NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='NO_ZERO_DATE,NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
-- main/func_in.test
CREATE TABLE t1 (field char(1))
;;
CREATE TABLE t1(a TEXT, b INT, c INT UNSIGNED, d DECIMAL(12,2), e REAL)
;;
CREATE TABLE t1 (
  c_int INT NOT NULL,
  c_decimal DECIMAL(5,2) NOT NULL,
  c_float FLOAT(5, 2) NOT NULL,
  c_bit BIT(10) NOT NULL,
  c_date DATE NOT NULL, 
  c_datetime DATETIME NOT NULL,
  c_timestamp TIMESTAMP NOT NULL,
  c_time TIME NOT NULL,
  c_year YEAR NOT NULL,
  c_char CHAR(10) NOT NULL,
  INDEX(c_int), INDEX(c_decimal), INDEX(c_float), INDEX(c_bit), INDEX(c_date),
  INDEX(c_datetime), INDEX(c_timestamp), INDEX(c_time), INDEX(c_year),
  INDEX(c_char)) CHARSET=latin1
;;
-- main/func_json.test
create table t2 as select json_object('foo', json_unquote(json_object('bar', c)),'qux', c) as fld from t1 limit 0
;;
create table json (j INT)
;;
drop table json
;;
SET sql_mode=''
;;
CREATE TABLE t1 (fld varchar(16) NOT NULL)
;;
SET sql_mode=default
;;
CREATE TABLE t1 (val JSON)
;;
CREATE TABLE str_table (val_str JSON CHECK(JSON_SCHEMA_VALID('{
                                                                "type":"string",
                                                                "maxLength":5,
                                                                "minLength":2,
                                                                "enum":["ab", "cd", "abc", "def", "abcdef"]
                                                              }', val_str)))
;;
SET SESSION sql_mode='empty_string_is_null'
;;
SET @@sql_mode=DEFAULT
;;
-- main/func_like.test
set sql_mode=no_backslash_escapes
;;
set sql_mode=default
;;
CREATE VIEW v1 AS
SELECT 1 LIKE c1|c2, 1 LIKE c1&c2, 1 LIKE c2>>c1, 2 LIKE c2<<c1,
       1 LIKE c1||c2, 2 LIKE c1+c2, -1 LIKE c1-c2, 2 LIKE c1*c2,
       0.5000 LIKE c1/c2, 0 LIKE c1 DIV c2, 0 LIKE c1 MOD c2
  FROM t1 ORDER BY c2
;;
-- main/func_math.test
create table t1 select round(1, 6)
;;
set sql_mode=""
;;
set sql_mode=default
;;
set sql_mode='traditional'
;;
set sql_mode=''
;;
CREATE TABLE t1 SELECT CAST((CASE(('')) WHEN (CONVERT(1, CHAR(1))) THEN (('' / 1)) END) AS CHAR) as C
;;
set SQL_MODE='NO_UNSIGNED_SUBTRACTION'
;;
set SQL_MODE=default
;;
CREATE TABLE t1 AS SELECT
  CONCAT(+1%2.0),
  CONCAT(-1%2.0),
  CONCAT(+1/2.0),
  CONCAT(-1/2.0),
  CONCAT(+1*2.0),
  CONCAT(-1*2.0),
  CONCAT(+1+2.0),
  CONCAT(-1+2.0),
  CONCAT(+1-2.0),
  CONCAT(-1-2.0)
;;
CREATE TABLE t2 AS SELECT TRUNCATE(d,0) FROM t1
;;
CREATE OR REPLACE TABLE t1 AS SELECT
  ROUND(10,NULL) AS c1,
  ROUND(10.1,NULL) AS c2,
  ROUND(10e0,NULL) AS c3
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
CREATE TEMPORARY TABLE t
(a CHAR(2), i INT UNSIGNED, c INT UNSIGNED AS (CRC32C(i,a)))
;;
CREATE TABLE geom_data(id INT,
  pt POINT NOT NULL,
  lnstr LINESTRING NOT NULL,
  mlnstr MULTILINESTRING NOT NULL,
  poly POLYGON NOT NULL,
  mpoly MULTIPOLYGON NOT NULL)
;;
SET sql_mode=''
;;
CREATE TABLE t2 AS SELECT
  NULL DIV d AS d_null,
  '' DIV d AS d_empty_string,
  X'32' DIV d AS d_hex_string2,
  X'3232' DIV d AS d_hex_string4,
  TIME(0) DIV d AS d_time,
  CURRENT_DATE DIV d AS d_date,
  CURRENT_TIMESTAMP DIV d AS d_datetime
FROM t1
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE OR REPLACE TABLE t1 AS SELECT FORMAT(-1e308,2)
;;
SET SESSION SQL_MODE= 'NO_UNSIGNED_SUBTRACTION'
;;
SET sql_mode=DEFAULT
;;
SET SESSION SQL_MODE= 'NO_UNSIGNED_SUBTRACTION'
;;
set sql_mode=no_unsigned_subtraction
;;
set sql_mode=default
;;
-- main/func_misc.test
create table t1 as select uuid(), length(uuid())
;;
-- main/func_replace.test
CREATE TABLE t2 AS SELECT 'a' UNION ALL SELECT REPLACE('a', col1, col2) FROM t1
;;
-- main/func_sapdb.test
SET @@SQL_MODE="ALLOW_INVALID_DATES"
;;
SET @@SQL_MODE=""
;;
create table t1 
select makedate(1997,1) as f1,
   addtime(cast("1997-12-31 23:59:59.000001" as datetime(6)), "1 1:1:1.000002") as f2,
   addtime(cast("23:59:59.999999" as time(6)) , "1 1:1:1.000002") as f3,
   timediff("1997-12-31 23:59:59.000001","1997-12-30 01:01:01.000002") as f4,
   timediff("1997-12-30 23:59:59.000001","1997-12-31 23:59:59.000002") as f5,
   maketime(10,11,12) as f6,
   timestamp(cast("2001-12-01" as date), "01:01:01") as f7,
   date("1997-12-31 23:59:59.000001") as f8,
   time("1997-12-31 23:59:59.000001") as f9
;;
-- main/func_str.test
CREATE TABLE t1 (id int(11) NOT NULL auto_increment, tmp text NOT NULL, KEY id (id)) ENGINE=MyISAM
;;
create table t1 
select
  bin(130),
  oct(130),
  conv(130,16,10),
  hex(130),
  char(130),
  format(130,10),
  left(_latin2'a',1),
  right(_latin2'a',1), 
  lcase(_latin2'a'), 
  ucase(_latin2'a'),
  substring(_latin2'a',1,1),
  concat(_latin2'a',_latin2'b'),
  lpad(_latin2'a',4,_latin2'b'),
  rpad(_latin2'a',4,_latin2'b'),
  lpad(_latin2'a',4),
  rpad(_latin2'a',4),
  concat_ws(_latin2'a',_latin2'b'),
  make_set(255,_latin2'a',_latin2'b',_latin2'c'),
  export_set(255,_latin2'y',_latin2'n',_latin2' '),
  trim(_latin2' a '),
  ltrim(_latin2' a '),
  rtrim(_latin2' a '),
  trim(LEADING _latin2' ' FROM _latin2' a '),
  trim(TRAILING _latin2' ' FROM _latin2' a '),
  trim(BOTH _latin2' ' FROM _latin2' a '),
  repeat(_latin2'a',10),
  reverse(_latin2'ab'),
  quote(_latin2'ab'),
  soundex(_latin2'ab'),
  substring(_latin2'ab',1),
  insert(_latin2'abcd',2,3,_latin2'ef'),
  replace(_latin2'abcd',_latin2'b',_latin2'B'),
  encode('abcd','ab')
;;
CREATE TABLE t1 (code varchar(10))
;;
ALTER TABLE t1 ADD INDEX (code)
;;
SET SQL_MODE=traditional
;;
CREATE TABLE t1 (a LONGBLOB NOT NULL)
;;
SET SESSION SQL_MODE= ''
;;
SET SESSION SQL_MODE=DEFAULT
;;
CREATE TABLE t1 AS SELECT
  LPAD('a',10,' '),
  RPAD('a',10,' '),
  LPAD('a',10,'  '),
  RPAD('a',10,'  '),
  LPAD('a',10,NULL),
  RPAD('a',10,NULL),
  LPAD('a',10,''),
  RPAD('a',10,''),
  LPAD('a',10,RAND()),
  RPAD('a',10,RAND())
;;
SET SESSION SQL_MODE= ''
;;
SET SESSION SQL_MODE=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=STRICT_TRANS_TABLES
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 AS SELECT CONV(1<<63, 10, -2) AS c1
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- main/func_system.test
create table t1 (version char(60)) select database(), user(), version() as 'version'
;;
create table t1 select charset(_utf8'a'), collation(_utf8'a')
;;
create database betäubungsmittelverschreibungsverordnung
;;
-- main/func_time.test
CREATE TABLE t1 ( start datetime default NULL)
;;
CREATE TABLE t1 (datetime datetime, timestamp timestamp, date date, time time)
;;
create table t1 select last_day('2000-02-05') as a,
                from_days(to_days("960101")) as b
;;
create table t1 select now() - now(), curtime() - curtime(), 
                       sec_to_time(1) + 0, from_unixtime(1) + 0
;;
CREATE TABLE t1 (id int NOT NULL PRIMARY KEY, day date)
;;
create table t1 (field DATE)
;;
set sql_mode= 'TRADITIONAL'
;;
set sql_mode= default
;;
CREATE TABLE t1 AS SELECT
  CONCAT(COALESCE(TIME(101010),TIME(101010))) AS c1,
  CONCAT(IF(0,TIME(101010),TIME(101010))) AS c2,
  CONCAT(IFNULL(TIME(101010),TIME(101010))) AS c3,
  CONCAT(CASE WHEN 1 THEN TIME(101010) ELSE TIME(101010) END) AS c4
;;
CREATE TABLE t2 AS SELECT CASE WHEN 0 THEN dt2 ELSE t3 END FROM t1
;;
CREATE TABLE t1 AS SELECT
  TIME('10:00:00'),
  TIME('10:00:00.1'),
  TIME('10:00:00.12'),
  TIME('10:00:00.123'),
  TIME('10:00:00.1234'),
  TIME('10:00:00.12345'),
  TIME('10:00:00.12346')
;;
CREATE TABLE t1 AS SELECT
  TIMESTAMP('2001-01-01','10:10:10'),
  TIMESTAMP('2001-01-01','10:10:10.1'),
  TIMESTAMP('2001-01-01','10:10:10.12'),
  TIMESTAMP('2001-01-01','10:10:10.123'),
  TIMESTAMP('2001-01-01','10:10:10.1234'),
  TIMESTAMP('2001-01-01','10:10:10.12345'),
  TIMESTAMP('2001-01-01','10:10:10.123456'),
  TIMESTAMP('2001-01-01','10:10:10.1234567')
;;
SET sql_mode='NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 AS
SELECT
  current_timestamp(),
  current_timestamp(0),
  current_timestamp(1),
  current_timestamp(2),
  current_timestamp(3),
  current_timestamp(4),
  current_timestamp(5),
  current_timestamp(6)
;;
-- main/func_time_hires.test
create table t1 select sec_to_time(12345), sec_to_time(12345.6789),
                       sec_to_time(1234567e-2), now(), curtime(0),
                       utc_timestamp(1), utc_time(2), current_time(3),
                       current_timestamp(4), localtime(5), localtimestamp(6),
                       time_to_sec(123456), time_to_sec('12:34:56.789')
;;
create table t1 (f1 timestamp(6))
;;
alter table t1 modify f1 timestamp
;;
-- main/func_timestamp.test
create table t1 (Zeit time, Tag tinyint not null, Monat tinyint not null,
Jahr smallint not null, index(Tag), index(Monat), index(Jahr) )
;;
-- main/func_weight_string.test
create table t1 select weight_string(repeat('t',66000)) as w
;;
CREATE TABLE t1 (a INT(6) ZEROFILL)
;;
ALTER TABLE t1 MODIFY a DOUBLE ZEROFILL
;;
-- main/function_defaults.test
create table t1 (t timestamp, i int, v timestamp as (t) virtual, key(v))
;;
-- main/get_diagnostics.test
CREATE TABLE t1 (current INT, diagnostics INT, number INT, returned_sqlstate INT)
;;
-- main/gis-alter_table.test
CREATE TABLE t1 (a TINYBLOB)
;;
ALTER TABLE t1 MODIFY a GEOMETRY, ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a GEOMETRY)
;;
ALTER TABLE t1 MODIFY a POLYGON, ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a POLYGON)
;;
-- main/gis-rt-precise.test
CREATE TABLE t1 (
  fid INT NOT NULL AUTO_INCREMENT PRIMARY KEY, 
  g GEOMETRY NOT NULL,
  SPATIAL KEY(g)
) ENGINE=MyISAM
;;
CREATE TABLE t1 (
      coordinate point NOT NULL,
      SPATIAL KEY coordinate (coordinate)
) ENGINE=Aria DEFAULT CHARSET=ascii PAGE_CHECKSUM=1
;;
-- main/gis-rtree.test
CREATE TABLE t1 (a geometry NOT NULL, SPATIAL (a))
;;
CREATE TABLE t1 (foo GEOMETRY NOT NULL, SPATIAL INDEX(foo) )
;;
-- main/gis.test
CREATE TABLE gis_point  (fid INTEGER NOT NULL PRIMARY KEY, g POINT)
;;
CREATE TABLE gis_line  (fid INTEGER NOT NULL PRIMARY KEY, g LINESTRING)
;;
CREATE TABLE t1 (
  gp  point,
  ln  linestring,
  pg  polygon,
  mp  multipoint,
  mln multilinestring,
  mpg multipolygon,
  gc  geometrycollection,
  gm  geometry
)
;;
ALTER TABLE t1 ADD fid INT NOT NULL
;;
create table t1 select GeomFromWKB(POINT(1,3))
;;
CREATE TABLE t1 (
  geomdata polygon NOT NULL,
  SPATIAL KEY index_geom (geomdata)
) ENGINE=MyISAM DEFAULT CHARSET=latin2 DELAY_KEY_WRITE=1 ROW_FORMAT=FIXED
;;
create table `t1` (`col002` point)engine=myisam
;;
CREATE TABLE lakes ( 
  fid INTEGER NOT NULL PRIMARY KEY, 
  name CHARACTER VARYING(64), 
  shore POLYGON)
;;
CREATE TABLE ponds ( 
  fid INTEGER NOT NULL PRIMARY KEY, 
  name CHARACTER VARYING(64), 
  type CHARACTER VARYING(64), 
  shores MULTIPOLYGON)
;;
create table t1(g GEOMETRY(9,4) REF_SYSTEM_ID=101, pt POINT(8,2), pg GEOMETRY REF_SYSTEM_ID=102)
;;
CREATE TABLE t1 (g1 GEOMETRY NOT NULL,g2 GEOMETRY NULL)
;;
CREATE TABLE t1 (g GEOMETRY, length DOUBLE DEFAULT ST_LENGTH(g))
;;
CREATE TABLE t1 (x INT, y INT, g GEOMETRY DEFAULT POINT(x,y))
;;
CREATE TABLE t1 AS SELECT NULL UNION SELECT Point(1,1)
;;
CREATE TABLE t1 AS SELECT
  Point(0,0) AS p0,
  COALESCE(Point(0,0)) AS p1,
  CASE WHEN 0 THEN Point(0,0) ELSE Point(1,1) END AS p2
;;
CREATE TABLE t1 (a POINT) ENGINE=MyISAM
;;
ALTER TABLE t1 MODIFY a LINESTRING
;;
CREATE TABLE t1 (a POINT REF_SYSTEM_ID=0, b POINT REF_SYSTEM_ID=102)
;;
-- main/grant5.test
create table t3(a int, b int,  CONSTRAINT `fk_db2_db3_t1`
                                  FOREIGN KEY (a)
                                  REFERENCES db3.t1 (a)
                                  ON DELETE CASCADE
                                  ON UPDATE RESTRICT)
;;
-- main/greedy_optimizer.test
CREATE TABLE t1 (pk INTEGER,
 col_int_key INTEGER,
 col_varchar_key VARCHAR(8),
 PRIMARY KEY (pk),
 KEY (col_varchar_key, col_int_key, pk)) CHARSET=latin1
;;
-- main/group_by.test
CREATE TABLE t2 (
  value tinytext,
  program varchar(64),
  initialowner tinytext NOT NULL,
  initialqacontact tinytext NOT NULL,
  description mediumtext NOT NULL
)
;;
create table t1 (foo int)
;;
create table t1 (id integer primary key not null auto_increment, gender char(1))
;;
create table t2 (user_id integer not null, date date)
;;
create table t1 (a blob null)
;;
set sql_mode=ANSI_QUOTES
;;
set sql_mode=''
;;
SET SQL_MODE = 'ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE = ''
;;
SET SQL_MODE = 'ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE = ''
;;
SET @@sql_mode='ONLY_FULL_GROUP_BY'
;;
SET SESSION SQL_MODE='ONLY_FULL_GROUP_BY'
;;
SET SESSION SQL_MODE=default
;;
SET sql_mode='ONLY_FULL_GROUP_BY'
;;
SET sql_mode=''
;;
set sql_mode='ONLY_FULL_GROUP_BY'
;;
CREATE TABLE where_subselect
  SELECT pk AS field1, col_int_nokey AS field2
  FROM t1
  WHERE col_int_nokey > 0
  GROUP BY field1, field2
;;
CREATE TABLE t1
(
  id INT PRIMARY KEY AUTO_INCREMENT,
  dt datetime,
  INDEX(dt),
  foo int
)
;;
-- main/group_min_max.test
CREATE TABLE t1 (a int, b int, c int, d int,
  KEY foo (c,d,a,b), KEY bar (c,a,b,d))
;;
-- main/having.test
DROP SCHEMA IF EXISTS HU
;;
set session sql_mode='ONLY_FULL_GROUP_BY'
;;
set session sql_mode=''
;;
set sql_mode = 'ONLY_FULL_GROUP_BY'
;;
CREATE TABLE t (a INT, b CHAR KEY UNIQUE)
;;
-- main/identifier.test
CREATE TABLE t1 (a INT) ENGINE=MyıSAM
;;
CREATE TABLE t1(
   x INT,
   start_timestamp TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
   end_timestamp TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
   PERIOD FOR SYSTEM_TIME(start_tımestamp, end_tımestamp)
) WITH SYSTEM VERSIONING
;;
-- main/identifier_partition.test
CREATE TABLE t1
(
  a INT
)
PARTITION BY LIST (a)
(
  PARTITION I0 VALUES IN (0),
  PARTITION I1 VALUES IN (1),
  PARTITION Id DEFAULT
)
;;
-- main/ignored_index.test
CREATE TABLE t1 ( a INT, KEY (a) )
;;
ALTER TABLE t1 ALTER INDEX a IGNORED
;;
CREATE TABLE t1 (a INT, KEY (a))
;;
ALTER TABLE t1 ALTER KEY a IGNORED
;;
-- main/ignored_index_innodb.test
create table t1 (a int, b int, key a1(a)) engine=innodb
;;
alter table t1 alter index a1 ignored, algorithm=instant
;;
-- main/index_merge_innodb.test
create table t1 (
pk int(11) NOT NULL AUTO_INCREMENT,
col1 int(11) NOT NULL,
col2 int(11) NOT NULL,
col3 int(11) NOT NULL,
key2 int(11) NOT NULL,
col4 int(11) NOT NULL,
key1 int(11) NOT NULL,
PRIMARY KEY (pk),
KEY key1 (key1),
KEY key2 (key2)
) ENGINE=InnoDB AUTO_INCREMENT=12860259 DEFAULT CHARSET=utf8 ROW_FORMAT=COMPACT
;;
-- main/index_merge_innodb_notembedded.test
CREATE TABLE t1 (
  id bigint(20) NOT NULL,
  title varchar(255) NOT NULL,
  status tinyint(4) DEFAULT 0,
  country_code varchar(5) DEFAULT NULL,
  PRIMARY KEY (id),
  KEY idx_status (status),
  KEY idx_country_code_status_id (country_code,status,id DESC)
) ENGINE=InnoDB
;;
-- main/index_merge_myisam.test
CREATE TABLE t1 (
  pk int,
  code char(2),
  population_rate int,
  area_rate int,
  primary key (pk),
  index (code),
  key (population_rate),
  key (area_rate)
)
;;
-- main/information_schema.test
drop tables mysqltest.t4, mysqltest.t1, t2, t3, t5
;;
create trigger trg3 after update on t1 for each row
begin
  if new.j = -1 then
    set @fired:= "Yes";
  end if;
end
;;
CREATE TABLE t1(a INT) KEY_BLOCK_SIZE=1
;;
CREATE DATABASE `a/~.b`
;;
CREATE TABLE `a/~.b`.t1 (a INT)
;;
SET SQL_MODE= 'EMPTY_STRING_IS_NULL'
;;
SET SQL_MODE=DEFAULT
;;
SET SQL_MODE= 'EMPTY_STRING_IS_NULL'
;;
SET SQL_MODE=DEFAULT
;;
SET SESSION sql_mode='ALLOW_INVALID_DATES'
;;
SET SESSION sql_mode=DEFAULT
;;
-- main/information_schema_inno.test
CREATE TABLE t2 (id INT PRIMARY KEY, t1_id INT, INDEX par_ind (t1_id, id),
FOREIGN KEY (t1_id) REFERENCES t1(id)  ON DELETE CASCADE,
FOREIGN KEY (t1_id) REFERENCES t1(id)  ON UPDATE CASCADE) ENGINE=INNODB
;;
CREATE TABLE t2(b1 INT, b2 INT, INDEX (b1, b2),
                CONSTRAINT A1
                FOREIGN KEY (b1, b2) REFERENCES t1(a1, a2)
                ON UPDATE CASCADE ON DELETE NO ACTION) ENGINE=INNODB
;;
CREATE TABLE t3(b1 INT, b2 INT, INDEX t3_indx (b1, b2),
		CONSTRAINT A2
		FOREIGN KEY (b1, b2) REFERENCES t2(b1, b2)
		ON UPDATE SET NULL ON DELETE RESTRICT) ENGINE=INNODB
;;
CREATE TABLE t4(b1 INT, b2 INT, UNIQUE KEY t4_ukey (b1, b2),
                CONSTRAINT A3
                FOREIGN KEY (b1, b2) REFERENCES t3(b1, b2)
                ON UPDATE NO ACTION ON DELETE SET NULL) ENGINE=INNODB
;;
CREATE TABLE t5(b1 INT, b2 INT, INDEX (b1, b2),
                CONSTRAINT A4
                FOREIGN KEY (b1, b2) REFERENCES t4(b1, b2)
                ON UPDATE RESTRICT ON DELETE CASCADE) ENGINE=INNODB
;;
-- main/information_schema_part.test
create table t1 (a int not null,b int not null,c int not null, primary key(a,b))
partition by list (b*a)
(partition x1 values in (1) tablespace ts1,
 partition x2 values in (3, 11, 5, 7) tablespace ts2,
 partition x3 values in (16, 8, 5+19, 70-43) tablespace ts3)
;;
create table t2 (a int not null,b int not null,c int not null, primary key(a,b))
partition by range (a)
partitions 3
(partition x1 values less than (5) tablespace ts1,
 partition x2 values less than (10) tablespace ts2,
 partition x3 values less than maxvalue tablespace ts3)
;;
create table t1 (a int not null,b int not null,c int not null,primary key (a,b))
partition by range (a)
subpartition by hash (a+b)
( partition x1 values less than (1)
  ( subpartition x11 tablespace t1,
    subpartition x12 tablespace t2),
   partition x2 values less than (5)
  ( subpartition x21 tablespace t1,
    subpartition x22 tablespace t2)
)
;;
CREATE TABLE t1(a INT) CHECKSUM=1 SELECT 1
;;
-- main/information_schema_temp_table.test
create temporary table tmp_table (b int, key(b))
;;
create temporary table foo.t1 (a int)
;;
ALTER  TABLE tmp RENAME TO seq1
;;
CREATE  TEMPORARY sequence tmp
;;
-- main/innodb_bug878769.test
CREATE TABLE t1 (
  col_int_key int(11), col_time_key time, col_varchar_key varchar(1),
  KEY (col_int_key), KEY (col_varchar_key,col_int_key)
)  ENGINE=InnoDB
;;
CREATE TABLE t2 (
  col_int_nokey int(11), col_int_key int(11),
  col_datetime_key datetime, col_datetime_nokey datetime,
  col_varchar_key varchar(1), col_varchar_nokey varchar(1),
  KEY (col_int_key), KEY (col_varchar_key,col_int_key)
)
;;
-- main/innodb_ext_key.test
create table t1 (a bigint not null unique auto_increment, b varchar(10), primary key (a), key (b(2))) engine = myisam default character set utf8
;;
create table t1 (
  pk int not null,
  col1 varchar(32),
  filler varchar(100),
  key idx1(col1(10)),
  primary key (pk)
)engine=innodb
;;
-- main/innodb_mysql_lock2.test
create table t1 (i int auto_increment not null primary key) engine=innodb
  partition by hash (i) partitions 4
;;
-- main/insert.test
create table t1(number int auto_increment primary key, original_value varchar(50), f_double double, f_float float, f_double_7_2 double(7,2), f_float_4_3 float (4,3), f_double_u double unsigned, f_float_u float unsigned, f_double_15_1_u double(15,1) unsigned, f_float_3_1_u float (3,1) unsigned)
;;
create table t1 (id int primary key, data int)
;;
create table t1 (id int primary key auto_increment, data int, unique(data))
;;
set sql_mode='error_for_division_by_zero'
;;
set sql_mode=default
;;
SET sql_mode= 'STRICT_ALL_TABLES'
;;
-- main/insert_notembedded.test
CREATE TABLE table_stations ( mexs_id VARCHAR(8), icao VARCHAR(4), country CHAR(2), PRIMARY KEY (mexs_id), UNIQUE KEY icao (icao), KEY country (country), CONSTRAINT stations_ibfk_8 FOREIGN KEY (country) REFERENCES countries (country) ON UPDATE CASCADE)
;;
CREATE TABLE table_source ( id varchar(4), datetime TIMESTAMP, PRIMARY KEY (id))
;;
-- main/insert_returning_datatypes.test
CREATE TABLE t1(num_int1 INT(2) PRIMARY KEY,
num_bit1 BIT(8),
num_float1 FLOAT(5,2),
num_double1 DOUBLE(5,2),
char_enum1 ENUM('A','B','C','D'),
char_set1 SET('a','b','c','d','e'),
str_varchar1 VARCHAR(2),
d1 DATE,
dt1 DATETIME,
ts1 TIMESTAMP,
y1 YEAR,
b1 BOOL)
;;
-- main/insert_select.test
CREATE TABLE t2 ( USID INTEGER UNSIGNED AUTO_INCREMENT, ServerID TINYINT UNSIGNED, State ENUM ('unknown', 'Access-Granted', 'Session-Active', 'Session-Closed' ) NOT NULL DEFAULT 'unknown', SessionID CHAR(32), User TEXT NOT NULL, NASAddr INTEGER UNSIGNED, NASPort INTEGER UNSIGNED, NASPortType INTEGER UNSIGNED, ConnectSpeed INTEGER UNSIGNED, CarrierType CHAR(32), CallingStationID CHAR(32), CalledStationID CHAR(32), AssignedAddr INTEGER UNSIGNED, SessionTime INTEGER UNSIGNED, PacketsIn INTEGER UNSIGNED, OctetsIn INTEGER UNSIGNED, PacketsOut INTEGER UNSIGNED, OctetsOut INTEGER UNSIGNED, TerminateCause INTEGER UNSIGNED, UnauthTime TINYINT UNSIGNED, AccessRequestTime DATETIME, AcctStartTime DATETIME, AcctLastTime DATETIME, LastModification TIMESTAMP NOT NULL, INDEX(USID,ServerID,NASAddr,SessionID), INDEX(AssignedAddr))
;;
create table t2(No int not null, Field int not null, Count int not null)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = DEFAULT
;;
SET SQL_MODE='STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'
;;
create table t2 (key(f1)) engine=myisam select sql_buffer_result f1 from t1
;;
-- main/invisible_binlog.test
create table t1(a int , b int invisible)
;;
create table t2(a int , b int invisible default 5)
;;
-- main/invisible_field.test
create or replace table t1 (pk int auto_increment primary key invisible, i int)
;;
create table t1(a int , b int invisible , c int invisible auto_increment unique, d blob , e int unique, f int)
;;
set sql_mode='NO_AUTO_VALUE_ON_ZERO'
;;
set sql_mode=''
;;
create table t1(a int,abc int as (a mod 3) virtual invisible)
;;
create table t1(abc int)
;;
alter table t1 add column xyz int
;;
alter table t1 modify column abc  int
;;
alter table t1 modify column abc  int invisible
;;
create table t1 (a int unique , b int invisible unique, c int unique  invisible)
;;
create table t1(a int unique , invisible int invisible, c int )
;;
alter table t1 change column invisible hid int invisible
;;
create table t1(a int default 5 invisible, b int)
;;
create table t2(a int default (b+11) invisible, b int)
;;
CREATE TABLE t1 (c CHAR(3), t TIMESTAMP invisible)
;;
-- main/invisible_field_debug.test
create table t2 (invisible int)
;;
create table t1(a int)
;;
ALTER table t1 add invisible int
;;
Create table t1( a int default(99) , b int,c int, index(b))
;;
alter table t1 add x int default 3
;;
create index invisible on t1(c)
;;
-- main/invisible_partition.test
CREATE TABLE t1 (a INT NOT NULL, KEY (a)) ENGINE=MEMORY PARTITION BY KEY(a) PARTITIONS 4
;;
-- main/join.test
CREATE TABLE t1 (
  id int(11) NOT NULL auto_increment,
  token varchar(100) DEFAULT '' NOT NULL,
  count int(11) DEFAULT '0' NOT NULL,
  qty int(11),
  phone char(1) DEFAULT '' NOT NULL,
  timestamp datetime DEFAULT '0000-00-00 00:00:00' NOT NULL,
  PRIMARY KEY (id),
  KEY token (token(15)),
  KEY timestamp (timestamp),
  UNIQUE token_2 (token(75),count,phone)
)
;;
CREATE TABLE t1 (
  t1_id int(11) default NULL,
  t2_id int(11) default NULL,
  type enum('Cost','Percent') default NULL,
  cost_unit enum('Cost','Unit') default NULL,
  min_value double default NULL,
  max_value double default NULL,
  t3_id int(11) default NULL,
  item_id int(11) default NULL
) ENGINE=MyISAM
;;
CREATE TABLE t2 (
  siteid varchar(25) NOT NULL default '',
  rate_code varchar(10) NOT NULL default '',
  base_rate float NOT NULL default '0',
  PRIMARY KEY  (siteid,rate_code),
  FULLTEXT KEY rate_code (rate_code)
) ENGINE=MyISAM
;;
CREATE TABLE tv1 SELECT Description AS Name FROM v1 JOIN t2
 USING (Test_ID)
;;
create table t1 (i time key)
;;
create table t0 (
  a int,
  b int,
  dummy int
)
;;
create or replace table t2 select seq from seq_1_to_10
;;
-- main/join_cache.test
CREATE TABLE t2(
  metaid int  NOT NULL default '0',
  name varchar(80) NOT NULL default '',
  dateadded timestamp NOT NULL ,
  xml text,
  status int default NULL,
  origin int default NULL,
  gid int NOT NULL default '1',
  formattypeid int  default NULL,
  PRIMARY KEY  (metaid)
)
;;
CREATE TABLE t3 (
  pk bigint NOT NULL AUTO_INCREMENT,
  a bigint NOT NULL,
  b bigint NOT NULL,
  val bigint DEFAULT '0',
  PRIMARY KEY (pk),
  KEY idx (a,b)
)
;;
CREATE TABLE t2 (
  id int(11) NOT NULL AUTO_INCREMENT,
  parent_id smallint(3) NOT NULL DEFAULT '0',
  col2 varchar(25) NOT NULL DEFAULT '',
  PRIMARY KEY (id)
) ENGINE=INNODB
;;
-- main/join_crash.test
CREATE TABLE t1 (
  project_id int(11) NOT NULL auto_increment,
  project_row_lock int(11) NOT NULL default '0',
  project_name varchar(80) NOT NULL default '',
  client_ptr int(11) NOT NULL default '0',
  project_contact_ptr int(11) default NULL,
  client_contact_ptr int(11) default NULL,
  billing_contact_ptr int(11) default NULL,
  comments mediumtext,
  PRIMARY KEY  (project_id),
  UNIQUE KEY project (client_ptr,project_name)
) ENGINE=MyISAM PACK_KEYS=1
;;
-- main/join_nested.test
CREATE TABLE t1 (goods int(12) NOT NULL, price varchar(128) NOT NULL)
;;
CREATE TABLE t1 (id int NOT NULL PRIMARY KEY, type varchar(10))
;;
CREATE TABLE t4 (
  carrier char(2) NOT NULL default '' PRIMARY KEY,
  id int(11) default NULL,
  INDEX id(id)
)
;;
-- main/join_optimizer.test
CREATE INDEX groups_d ON t3(domain)
;;
CREATE INDEX groups_t ON t3(type)
;;
-- main/join_outer.test
CREATE TABLE t1 (
 usr_id INT unsigned NOT NULL,
 uniq_id INT unsigned NOT NULL AUTO_INCREMENT,
        start_num INT unsigned NOT NULL DEFAULT 1,
        increment INT unsigned NOT NULL DEFAULT 1,
 PRIMARY KEY (uniq_id),
 INDEX usr_uniq_idx (usr_id, uniq_id),
 INDEX uniq_usr_idx (uniq_id, usr_id)
)
;;
CREATE TABLE t2 (
 id INT unsigned NOT NULL DEFAULT 0,
 usr2_id INT unsigned NOT NULL DEFAULT 0,
 max INT unsigned NOT NULL DEFAULT 0,
 c_amount INT unsigned NOT NULL DEFAULT 0,
 d_max INT unsigned NOT NULL DEFAULT 0,
 d_num INT unsigned NOT NULL DEFAULT 0,
 orig_time INT unsigned NOT NULL DEFAULT 0,
 c_time INT unsigned NOT NULL DEFAULT 0,
 active ENUM ("no","yes") NOT NULL,
 PRIMARY KEY (id,usr2_id),
 INDEX id_idx (id),
 INDEX usr2_idx (usr2_id)
)
;;
create table t2 ( count int, color varchar(20) )
;;
CREATE TABLE t1 (
  id int(11) DEFAULT '0' NOT NULL,
  name tinytext DEFAULT '' NOT NULL,
  UNIQUE id (id)
)
;;
CREATE TABLE t1 (
  id int NOT NULL AUTO_INCREMENT,
  timestamp bigint NOT NULL,
  modifiedBy varchar(255) DEFAULT NULL,
  PRIMARY KEY (id)
)
;;
-- main/json_normalize.test
create table t1 (json json)
;;
-- main/key.test
CREATE TABLE t1 (
  ID CHAR(32) NOT NULL,
  name CHAR(32) NOT NULL,
  value CHAR(255),
  INDEX indexIDname (ID(8),name(8))
)
;;
CREATE TABLE t1 (
  price int(5) DEFAULT '0' NOT NULL,
  area varchar(40) DEFAULT '' NOT NULL,
  type varchar(40) DEFAULT '' NOT NULL,
  transityes enum('Y','N') DEFAULT 'Y' NOT NULL,
  shopsyes enum('Y','N') DEFAULT 'Y' NOT NULL,
  schoolsyes enum('Y','N') DEFAULT 'Y' NOT NULL,
  petsyes enum('Y','N') DEFAULT 'Y' NOT NULL,
  KEY price (price,area,type,transityes,shopsyes,schoolsyes,petsyes)
)
;;
CREATE TABLE t1 (
  name varchar(50) DEFAULT '' NOT NULL,
  author varchar(50) DEFAULT '' NOT NULL,
  category decimal(10,0) DEFAULT '0' NOT NULL,
  email varchar(50),
  password varchar(50),
  proxy varchar(50),
  bitmap varchar(20),
  msg varchar(255),
  urlscol varchar(127),
  urlhttp varchar(127),
  timeout decimal(10,0),
  nbcnx decimal(10,0),
  creation decimal(10,0),
  livinguntil decimal(10,0),
  lang decimal(10,0),
  type decimal(10,0),
  subcat decimal(10,0),
  subtype decimal(10,0),
  reg char(1),
  scs varchar(255),
  capacity decimal(10,0),
  userISP varchar(50),
  CCident varchar(50) DEFAULT '' NOT NULL,
  PRIMARY KEY (name,author,category)
)
;;
create table t1
(
  name_id int not null auto_increment,
  name blob,
  INDEX name_idx (name(5)),
  primary key (name_id)
)
;;
create table t1 (a int primary key, b int, c int, d int,
key k1 (b) using BTREE, key k2 (c,d) using btree) engine=heap
;;
-- main/key_cache.test
create table t3 (like t1)
;;
-- main/keywords.test
create table option (option int not null)
;;
-- main/limit.test
create table t1 (a int not null default 0 primary key, b int not null default 0)
;;
-- main/loadxml.test
create table t1 (
  id int(11) not null,
  text text,
  primary key (id)
) engine=MyISAM default charset=latin1
;;
SET sql_mode=NO_AUTO_VALUE_ON_ZERO
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- main/lock_view.test
create definer=definer@localhost sql security invoker view mysqltest3.v3i as select * from mysqltest1.t1
;;
-- main/log_tables.test
SET SQL_MODE=""
;;
CREATE TABLE log_count (count BIGINT(21))
;;
-- main/long_unique.test
create table t1(a blob  unique )
;;
alter table t1 add column b int
;;
alter table t1 drop column b , add column c int
;;
alter table t1 add column db_row_hash_1 int unique
;;
alter table t1 add column db_row_hash_2 int, add column db_row_hash_3 int
;;
alter table t1 drop column a
;;
alter table t1 add column a blob unique
;;
alter table t1 change column a aa blob
;;
create table t1(a blob unique, b int , c blob unique , d text unique , e varchar(3000) unique) charset=latin1
;;
create table t1(a blob unique not null)
;;
-- main/long_unique_big.test
create table t1(a longblob unique, b longblob , c longblob , unique(b,c))
;;
-- main/long_unique_bugs.test
create table t1(a blob , b blob as (a) unique)
;;
create table t1(a blob, b blob, c blob as (left(a, 5000)) virtual, d blob as (left(b, 5000)) persistent, unique(a,b(4000)))
;;
CREATE TABLE t1 (a INT, UNIQUE USING HASH (a)) PARTITION BY HASH (a) PARTITIONS 2
;;
create table t1 (
  f1 varchar(25),
  v1 mediumtext generated always as (concat('f1:', f1)) virtual,
  unique key (f1) using hash,
  key (v1(1000))
) charset=latin1
;;
create temporary table tmp ( a int, b int, c blob not null, d int, e int default 0, f int, unique key (c)) engine=innodb
;;
alter table tmp alter column a set default 8
;;
create or replace table t2 (a int, b blob, unique(b)) ignore as select * from t1
;;
create or replace table t2 (a int, b blob, unique(b)) replace as select * from t1
;;
-- main/lowercase_fs_off.test
create database TEST
;;
-- main/lowercase_table.test
create table T1 (id int primary key, Word varchar(40) not null, Index(Word))
;;
SET sql_mode=ORACLE
;;
-- main/lowercase_table4.test
CREATE TABLE Product (Category INT NOT NULL, Id INT NOT NULL,
	Price DECIMAL, PRIMARY KEY(Category, Id)) ENGINE=InnoDB
;;
CREATE TABLE Product_Order (No INT NOT NULL AUTO_INCREMENT,
	Product_Category INT NOT NULL,
	Product_Id INT NOT NULL,
	Customer_Id INT NOT NULL,
	PRIMARY KEY(No),
	INDEX (Product_Category, Product_Id),
	FOREIGN KEY (Product_Category, Product_Id)
		REFERENCES Product(Category, Id) ON UPDATE CASCADE ON DELETE RESTRICT,
	INDEX (Customer_Id),
	FOREIGN KEY (Customer_Id)
		REFERENCES Customer(Id)
	) ENGINE=INNODB
;;
-- main/lowercase_view.test
create table TaB (Field int)
;;
-- main/mariadb-import.test
create table locations (id int auto_increment primary key, geom geometry NOT NULL) ENGINE=InnoDB
;;
create spatial index idx_geom on locations (geom)
;;
create table t1 as select 1 as val
;;
-- main/mdev-35721-ubsan.test
CREATE TABLE t (a INT(1),d INT(1),b VARCHAR(1),c CHAR(1),c3 INT(1) GENERATED ALWAYS AS ((a + LENGTH (d))) STORED,c2 CHAR(1) GENERATED ALWAYS AS (SUBSTR(b,0,0)) VIRTUAL,k1 CHAR(1) GENERATED ALWAYS AS (SUBSTR(b,0,0)) VIRTUAL,PRIMARY KEY(b (1),a,d),KEY d (d),KEY a (a),KEY c_renamed (c (1),b (1)),KEY b (b (1),c (1),a),KEY k1 (k1),KEY a_2 (a,k1),KEY k1_2 (k1,d)) DEFAULT CHARSET=latin1 ENGINE=InnoDB
;;
CREATE TABLE t (a INT,ROW_START TIMESTAMP(6) AS ROW START,ROW_END TIMESTAMP(6) AS ROW END,PERIOD FOR SYSTEM_TIME(ROW_START,ROW_END),INDEX (ROW_START),INDEX (ROW_END),PRIMARY KEY(ROW_END,a,ROW_START),INDEX (ROW_END,ROW_START,a)) WITH SYSTEM VERSIONING ENGINE=InnoDB
;;
-- main/metadata.test
CREATE TABLE t2 (id tinyint(3) unsigned default NULL, data char(3) default '0')
;;
create table t1(
# numeric types
bool_col bool,
boolean_col boolean,
bit_col bit(5),
tiny tinyint,
tiny_uns tinyint unsigned,
small smallint,
small_uns smallint unsigned,
medium mediumint,
medium_uns mediumint unsigned,
int_col int,
int_col_uns int unsigned,
big bigint,
big_uns bigint unsigned,
decimal_col decimal(10,5),
# synonyms of DECIMAL
numeric_col numeric(10),
fixed_col fixed(10),
dec_col dec(10),
decimal_col_uns decimal(10,5) unsigned,
fcol float,
fcol_uns float unsigned,
dcol double,
double_precision_col double precision,
dcol_uns double unsigned,
# date/time types
date_col date,
time_col time,
timestamp_col timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
year_col year,
datetime_col datetime,
# string types
char_col char(5),
varchar_col varchar(10),
binary_col binary(10),
varbinary_col varbinary(10),
tinyblob_col tinyblob,
blob_col blob,
mediumblob_col mediumblob,
longblob_col longblob,
text_col text,
mediumtext_col mediumtext,
longtext_col longtext,
enum_col enum("A","B","C"),
set_col set("F","E","D")
)
;;
-- main/mrr_icp_extra.test
create table t1
(
  pk1 int not null,
  pk2 int not null,

  key1 int not null,
  key2 int not null,

  pktail1ok  int not null,
  pktail2ok  int not null,
  pktail3bad int not null,
  pktail4bad int not null,
  pktail5bad int not null,

  pk2copy int not null,
  badkey  int not null,

  filler1 char (200),
  filler2 char (200),
  key (key1),
  key (key2),

  /* keys with tails from CPK members */
  key (pktail1ok, pk1),
  key (pktail2ok, pk1, pk2),
  key (pktail3bad, pk2, pk1),
  key (pktail4bad, pk1, pk2copy),
  key (pktail5bad, pk1, pk2, pk2copy),

  primary key (pk1, pk2)
)
;;
-- main/multi_update.test
CREATE TABLE t3 (  KEY1 varchar(50) NOT NULL default '',  PARAM_CORR_DISTANCE_RUSH double default NULL,  PARAM_CORR_DISTANCE_GEM double default NULL,  PARAM_AVG_TARE double default NULL,  PARAM_AVG_NB_DAYS double default NULL,  PARAM_DEFAULT_PROP_GEM_SRVC varchar(50) default NULL,  PARAM_DEFAULT_PROP_GEM_NO_ETIK varchar(50) default NULL,  PARAM_SCENARIO_COSTS varchar(50) default NULL,  PARAM_DEFAULT_WAGON_COST double default NULL,  tmp int(11) default NULL,  PRIMARY KEY  (KEY1)) ENGINE=MyISAM
;;
CREATE TABLE `t3` (
  `fe1` int(10) NOT NULL DEFAULT '0',
  `fe2` char(50) COLLATE latin1_general_ci DEFAULT 'nn',
  `f34` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `fe3` double DEFAULT NULL,
  `fe4` double DEFAULT NULL,
  `fe5` char(4) COLLATE latin1_general_ci DEFAULT NULL,
  `f32` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `fe6` int(3) DEFAULT '0',
  `fe7` char(1) COLLATE latin1_general_ci DEFAULT NULL,
  `ft6` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `f33` char(4) COLLATE latin1_general_ci DEFAULT NULL COMMENT 'virtuelle f33s',
  `fe8` char(4) COLLATE latin1_general_ci DEFAULT NULL COMMENT 'aus dem ADS',
  `f37` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `fe9` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `fe10` int(5) DEFAULT '0',
  `fe11` int(10) DEFAULT '0',
  `fe12` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `fe13` double DEFAULT NULL,
  `fe14` char(50) COLLATE latin1_general_ci DEFAULT NULL,
  `fe15` date DEFAULT NULL,
  `fe16` date DEFAULT NULL,
  `fe17` int(10) DEFAULT '0',
  `fe18` date NOT NULL DEFAULT '0000-00-00',
  `ft3` date NOT NULL DEFAULT '0000-00-00',
  PRIMARY KEY (`fe1`),
  KEY `fe2` (`fe2`,`fe18`,`ft3`),
  KEY `f33` (`f33`),
  KEY `fe8` (`fe8`)
) DEFAULT CHARSET=latin1 COLLATE=latin1_general_ci ROW_FORMAT=COMPACT COMMENT='CustomerService und Outsourcer Userinformationen'
;;
-- main/myisam-blob.test
CREATE TABLE t1 (data LONGBLOB) ENGINE=myisam
;;
CREATE TABLE t1 (data BLOB) ENGINE=myisam
;;
-- main/myisam.test
create table t1(
  cip INT NOT NULL,
  time TIME NOT NULL,
  score INT NOT NULL DEFAULT 0,
  bob TINYBLOB
)
;;
create index bug on t1 (bob(22), cip, time)
;;
CREATE TABLE t1 (c1 TEXT) AVG_ROW_LENGTH=70100 MAX_ROWS=4100100100
;;
CREATE TABLE t1 (a INT) ENGINE=MyISAM CHECKSUM=1 ROW_FORMAT=DYNAMIC
;;
CREATE TABLE t1 (
  c1 INT,
  c2 VARCHAR(300),
  KEY (c1) KEY_BLOCK_SIZE 1024,
  KEY (c2) KEY_BLOCK_SIZE 8192
  )
;;
create table t (c char(16), i int auto_increment, index (c,i desc)) engine=myisam collate latin1_swedish_ci
;;
-- main/myisam_debug_keys.test
CREATE TABLE types (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  type TEXT NOT NULL,
  prefix_length INT NOT NULL
)
;;
-- main/myisam_recover.test
create table t1_mrg (a int) union (t1) engine=merge
;;
-- main/myisampack.test
create table `t1` (`id` varchar(15) DEFAULT NULL) ENGINE=MyISAM ROW_FORMAT=FIXED
;;
alter table t1 checksum=1 row_format=fixed
;;
alter table t1 row_format=dynamic checksum=0
;;
-- main/mysql-metadata.test
CREATE TABLE t1 (
  js0 JSON,
  js1 TEXT CHECK (JSON_VALID(js1)),
  js2 TEXT CHECK (LENGTH(js2) > 0 AND JSON_VALID(js2)),
  js3 TEXT CHECK (LENGTH(js2) > 0 OR JSON_VALID(js2))
) CHARACTER SET utf8
;;
-- main/mysql_binary_zero_insert.test
CREATE TABLE tb (`id` int(11) NOT NULL AUTO_INCREMENT,`cb` longblob DEFAULT NULL, PRIMARY KEY (`id`)) AUTO_INCREMENT=1 DEFAULT CHARSET=latin1
;;
-- main/mysql_json_table_recreate.test
create table `testjson` (
  `t` json /* JSON from MySQL 5.7*/ COLLATE utf8mb4_bin NOT NULL
) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
;;
create table `testjson` (
  `t` longtext /* JSON from MySQL 5.7 */ CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
;;
-- main/mysqldump-utf8mb4.test
CREATE TABLE t1 (
  point VARCHAR(10) PRIMARY KEY,
  data VARCHAR(10),
  comment VARCHAR(64)
) CHARACTER SET utf8mb4
;;
-- main/mysqldump.test
set sql_mode="traditional"
;;
set sql_mode=default
;;
CREATE TRIGGER `testref` BEFORE INSERT ON `test1` FOR EACH ROW BEGIN
INSERT INTO test2 SET a2 = NEW.a1; END
;;
set sql_mode='ansi'
;;
set sql_mode=''
;;
SET SQL_MODE = IGNORE_SPACE
;;
CREATE TABLE t1 (f1 int(10), data MEDIUMBLOB)
;;
SET SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO'
;;
create database first
;;
CREATE SEQUENCE d.s1 START WITH 100 INCREMENT BY 10 MINVALUE=100 MAXVALUE=1100 CYCLE
;;
SET sql_mode=ORACLE
;;
-- main/mysqldump_restore.test
CREATE TABLE t1 (a LONGTEXT COMPRESSED CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL)
;;
-- main/not_partition.test
ALTER TABLE t1 REPAIR PARTITION ALL
;;
-- main/null.test
create table t1 select
  null as c00,
  if(1, null, 'string') as c01,
  if(0, null, 'string') as c02,
  ifnull(null, 'string') as c03,
  ifnull('string', null) as c04,
  case when 0 then null else 'string' end as c05,
  case when 1 then null else 'string' end as c06,
  coalesce(null, 'string') as c07,
  coalesce('string', null) as c08,
  least('string',null) as c09,
  least(null, 'string') as c10,
  greatest('string',null) as c11,
  greatest(null, 'string') as c12,
  nullif('string', null) as c13,
  nullif(null, 'string') as c14,
  trim('string' from null) as c15,
  trim(null from 'string') as c16,
  substring_index('string', null, 1) as c17,
  substring_index(null, 'string', 1) as c18,
  elt(1, null, 'string') as c19,
  elt(1, 'string', null) as c20,
  concat('string', null) as c21,
  concat(null, 'string') as c22,
  concat_ws('sep', 'string', null) as c23,
  concat_ws('sep', null, 'string') as c24,
  concat_ws(null, 'string', 'string') as c25,
  make_set(3, 'string', null) as c26,
  make_set(3, null, 'string') as c27,
  export_set(3, null, 'off', 'sep') as c29,
  export_set(3, 'on', null, 'sep') as c30,
  export_set(3, 'on', 'off', null) as c31,
  replace(null, 'from', 'to') as c32,
  replace('str', null, 'to') as c33,
  replace('str', 'from', null) as c34,
  insert('str', 1, 2, null) as c35,
  insert(null, 1, 2, 'str') as c36,
  lpad('str', 10, null) as c37,
  rpad(null, 10, 'str') as c38
;;
-- main/olap.test
CREATE TABLE t1(id int, type char(1))
;;
-- main/opt_trace.test
CREATE TABLE t1(i INT PRIMARY KEY, b VARCHAR(10) CHARSET BINARY , INDEX i_b(b))
;;
-- main/opt_trace_index_merge.test
create table t1
(
  /* Field names reflect value(rowid) distribution, st=STairs, swt= SaWTooth */
  st_a int not null default 0,
  swt1a int not null default 0,
  swt2a int not null default 0,

  st_b int not null default 0,
  swt1b int not null default 0,
  swt2b int not null default 0,

  /* fields/keys for row retrieval tests */
  key1 int,
  key2 int,
  key3 int,
  key4 int,

  /* make rows much bigger then keys */
  filler1 char (200),
  filler2 char (200),
  filler3 char (200),
  filler4 char (200),
  filler5 char (200),
  filler6 char (200),

  /* order of keys is important */
  key sta_swt12a(st_a,swt1a,swt2a),
  key sta_swt1a(st_a,swt1a),
  key sta_swt2a(st_a,swt2a),
  key sta_swt21a(st_a,swt2a,swt1a),
  key st_a(st_a),
  key stb_swt1a_2b(st_b,swt1b,swt2a),
  key stb_swt1b(st_b,swt1b),
  key st_b(st_b),

  key(key1),
  key(key2),
  key(key3),
  key(key4)
)
;;
-- main/order_by.test
create table t1 (first char(10),last char(10))
;;
create table t1 ( pk     int primary key, name   varchar(255) not null, number varchar(255) not null)
;;
CREATE TABLE where_subselect
  SELECT DISTINCT `pk` AS field1 , `pk` AS field2 
  FROM t1 AS alias1 
  WHERE alias1 . `col_int_key` > 229 
    OR alias1 . `col_varchar_key` IS NOT NULL
  GROUP BY field1, field2
;;
CREATE TABLE t1 (
  id1 int(10) unsigned NOT NULL auto_increment,
  id2 tinyint(3) unsigned NOT NULL default '0',
  id3 tinyint(3) unsigned NOT NULL default '0',
  id4 int(10) unsigned NOT NULL default '0',
  date timestamp NOT NULL default CURRENT_TIMESTAMP,
  PRIMARY KEY  (id1),
  KEY id_234_date (id2,id3,id4,date),
  KEY id_23_date (id2,id3,date)
) ENGINE=MyISAM DEFAULT CHARSET=latin1
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
set sql_mode= 'PAD_CHAR_TO_FULL_LENGTH'
;;
-- main/parser.test
set SQL_MODE=''
;;
create table CAST (a int)
;;
drop table CAST
;;
create table COUNT (a int)
;;
drop table COUNT
;;
create table MAX (a int)
;;
drop table MAX
;;
create table MIN (a int)
;;
create table NOW (a int)
;;
drop table NOW
;;
create table SUBSTR (a int)
;;
drop table SUBSTR
;;
create table SUM (a int)
;;
drop table SUM
;;
set SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE = 'ANSI_QUOTES'
;;
CREATE TABLE table_25930_a ( "blah" INT )
;;
CREATE TABLE table_25930_b SELECT "blah" - 1 FROM table_25930_a
;;
CREATE TABLE scientific_notation (test int)
;;
CREATE TABLE password (password INT)
;;
DROP TABLE password
;;
SET @@sql_mode='ANSI_QUOTES'
;;
set SQL_MODE=ORACLE
;;
-- main/partition.test
CREATE TABLE t1 (
       id MEDIUMINT NOT NULL AUTO_INCREMENT,
       dt DATE, st VARCHAR(255), uid INT,
       id2nd LONGBLOB, filler VARCHAR(255), PRIMARY KEY(id, dt)
)
;;
CREATE TABLE t1 (
a char(2) NOT NULL,
b char(2) NOT NULL,
c int(10) unsigned NOT NULL,
d varchar(255) DEFAULT NULL,
e varchar(1000) DEFAULT NULL,
PRIMARY KEY (a, b, c),
KEY (a),
KEY (a, b)
)
/*!50100 PARTITION BY KEY (a)
PARTITIONS 20 */
;;
CREATE TABLE t1
(id INT NOT NULL PRIMARY KEY,
 name VARCHAR(16) NOT NULL,
 year YEAR,
 INDEX name (name(8))
)
PARTITION BY HASH(id) PARTITIONS 2
;;
CREATE TABLE t1 (
    ID int(11) NOT NULL,
    `aaaa,aaaaa` tinyint(3) UNSIGNED NOT NULL DEFAULT '0',
    ddddddddd int(11) NOT NULL DEFAULT '0',
    new_field0 varchar(50),
    PRIMARY KEY(ID, `aaaa,aaaaa`, ddddddddd))
PARTITION BY RANGE(ID)
PARTITIONS 3
SUBPARTITION BY LINEAR KEY(ID,`aaaa,aaaaa`)
SUBPARTITIONS 2 (
    PARTITION p01 VALUES LESS THAN(100),
    PARTITION p11 VALUES LESS THAN(200),
    PARTITION p21 VALUES LESS THAN MAXVALUE)
;;
CREATE TABLE t1 (
  a timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  b varchar(10),
  PRIMARY KEY (a)
)
PARTITION BY RANGE (UNIX_TIMESTAMP(a)) (
 PARTITION p1 VALUES LESS THAN (1199134800),
 PARTITION pmax VALUES LESS THAN MAXVALUE
)
;;
ALTER TABLE t1 REORGANIZE PARTITION pmax INTO (
 PARTITION p3 VALUES LESS THAN (1247688000),
 PARTITION pmax VALUES LESS THAN MAXVALUE)
;;
SET sql_mode=no_engine_substitution
;;
CREATE TABLE t1 (a INT)
ENGINE=Memory
;;
ALTER TABLE t1 ENGINE=NonExistentEngine
;;
ALTER TABLE t1
PARTITION BY HASH (a)
(PARTITION p0 ENGINE=Memory,
 PARTITION p1 ENGINE=NonExistentEngine)
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE `t2` (
  `c1` int(11) DEFAULT NULL,
  KEY `c1` (`c1`)
) ENGINE=MyISAM DEFAULT CHARSET=latin1 /*!50100 PARTITION BY RANGE (c1) (PARTITION a VALUES LESS THAN (100) ENGINE = MyISAM, PARTITION b VALUES LESS THAN MAXVALUE ENGINE = MyISAM) */
;;
create table t1 (a int)
partition by key(a)
(partition p0 engine = MEMORY)
;;
create table t1 (a int)
engine=myisam
partition by key(a)
partitions 2
(partition p0 engine=myisam, partition p1 engine=myisam)
;;
alter table t1 add column b int remove partitioning
;;
alter table t1
engine=myisam
partition by key(a)
(partition p0 engine=myisam, partition p1)
;;
alter table t1
engine=heap
partition by key(a)
(partition p0, partition p1 engine=heap)
;;
alter table t1 engine=myisam, add column c int remove partitioning
;;
alter table t1
engine=heap
partition by key (a)
(partition p0, partition p1)
;;
alter table t1
partition by key (a)
(partition p0, partition p1)
;;
alter table t1
engine=heap
partition by key (a)
(partition p0, partition p1)
;;
alter table t1
partition by key(a)
(partition p0, partition p1 engine=heap)
;;
alter table t1
partition by key(a)
(partition p0 engine=heap, partition p1)
;;
CREATE TABLE t1 (
 f_int1 INTEGER, f_int2 INTEGER,
 f_char1 CHAR(10), f_char2 CHAR(10), f_charbig VARCHAR(1000)  )
 PARTITION BY LIST(MOD(f_int1,2))
 SUBPARTITION BY KEY(f_int1)
 (PARTITION part1 VALUES IN (-1) (SUBPARTITION sp1, SUBPARTITION sp2),
  PARTITION part2 VALUES IN (0) (SUBPARTITION sp3, SUBPARTITION sp5),
  PARTITION part3 VALUES IN (1) (SUBPARTITION sp4, SUBPARTITION sp6))
;;
set session sql_mode='no_table_options'
;;
set session sql_mode=''
;;
CREATE TABLE t1 (
  taken datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  id int(11) NOT NULL DEFAULT '0',
  status varchar(20) NOT NULL DEFAULT '',
  PRIMARY KEY (id,taken)
) ENGINE=MyISAM DEFAULT CHARSET=latin1
PARTITION BY RANGE (to_days(taken))
(
PARTITION p15 VALUES LESS THAN (732950) ,
PARTITION p16 VALUES LESS THAN MAXVALUE )
;;
CREATE TABLE  t1 (
  `ID` bigint(20) NOT NULL AUTO_INCREMENT,
  `createdDate` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `number` int,
  PRIMARY KEY (`ID`, number)
)
PARTITION BY RANGE (number) (
    PARTITION p0 VALUES LESS THAN (6),
    PARTITION p1 VALUES LESS THAN (11)
)
;;
SET SQL_MODE='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO'
;;
SET SESSION SQL_MODE='ONLY_FULL_GROUP_BY'
;;
SET SESSION SQL_MODE=DEFAULT
;;
CREATE TABLE t1 (a INT, b INT, KEY(a)) ENGINE=Aria PARTITION BY KEY(a) PARTITIONS 2
;;
CREATE TABLE t1 ( i INT ) ENGINE=Aria PARTITION BY HASH(i) PARTITIONS 2
;;
ALTER TABLE t1 ADD PARTITION PARTITIONS 2
;;
CREATE TABLE t1 (
  id bigint(20) unsigned NOT NULL,
  id2 bigint(20) unsigned NOT NULL,
  dob date DEFAULT NULL,
  address char(100) DEFAULT NULL,
  city char(35) DEFAULT NULL,
  hours_worked_per_week smallint(5) unsigned DEFAULT NULL,
  weeks_worked_last_year tinyint(3) unsigned DEFAULT NULL,
  KEY dob (dob),
  KEY address (address),
  KEY city (city),
  KEY hours_worked_per_week (hours_worked_per_week),
  KEY weeks_worked_last_year (weeks_worked_last_year)
) ENGINE=MyISAM DEFAULT CHARSET=latin1
PARTITION BY KEY (id) PARTITIONS 5
;;
CREATE TABLE t1 (
  CustomerID varchar(5) DEFAULT NULL,
  CompanyName varchar(40) DEFAULT NULL,
  ContactName varchar(30) DEFAULT NULL,
  ContactTitle varchar(30) DEFAULT NULL,
  Address varchar(60) DEFAULT NULL,
  City varchar(15) DEFAULT NULL,
  Region varchar(15) DEFAULT NULL,
  PostalCode varchar(10) DEFAULT NULL,
  Country varchar(15) NOT NULL,
  Phone varchar(24) DEFAULT NULL,
  Fax varchar(24) DEFAULT NULL
) ENGINE=MyISAM DEFAULT CHARSET=latin1
PARTITION BY LIST  COLUMNS(Country)
(PARTITION p1 VALUES IN ('Germany','Austria','Switzerland','Poland'),
 PARTITION p2 VALUES IN ('USA','Canada','Mexico'),
 PARTITION p3 VALUES IN ('Spain','Portugal','Italy'),
 PARTITION p4 VALUES IN ('UK','Ireland'),
 PARTITION p5 VALUES IN ('France','Belgium'),
 PARTITION p6 VALUES IN ('Sweden','Finland','Denmark','Norway'),
  PARTITION p7 VALUES IN ('Venezuela','Argentina','Brazil')
)
;;
-- main/partition_alter.test
CREATE TABLE t1par (
f1 datetime ,
f2 VARCHAR(2) ,
f3 VARCHAR(200) NOT NULL ,
f4 VARCHAR(100) charset utf8
)
PARTITION BY RANGE COLUMNS(f2)
(
  PARTITION p_01 VALUES LESS THAN ('02') ENGINE = InnoDB,
  PARTITION p_31 VALUES LESS THAN (MAXVALUE) ENGINE = InnoDB
)
;;
-- main/partition_charset.test
create table t1 (s1 int)
  partition by list (s1)
    (partition c values in (1),
     partition Ç values in (3))
;;
-- main/partition_column.test
set @@sql_mode=allow_invalid_dates
;;
set @@sql_mode=''
;;
create table t1 (a int signed)
partition by list (a)
( partition p0 values in (1, 3, 5, 7, 9, NULL),
  partition p1 values in (2, 4, 6, 8, 0))
;;
-- main/partition_debug_sync.test
CREATE TABLE t1
(a INTEGER,
 b INTEGER NOT NULL,
 KEY (b))
ENGINE = MYISAM
/*!50100  PARTITION BY RANGE (a)
(PARTITION p0 VALUES LESS THAN (2),
 PARTITION p1 VALUES LESS THAN (20),
 PARTITION p2 VALUES LESS THAN (100),
 PARTITION p3 VALUES LESS THAN MAXVALUE ) */
;;
-- main/partition_default.test
CREATE TABLE t1 (a DATE, KEY(a))
PARTITION BY LIST (TO_DAYS(a))
(PARTITION `pDEF` DEFAULT,
 PARTITION `p2001-01-01` VALUES IN (TO_DAYS('2001-01-01')),
 PARTITION `pNULL` VALUES IN (NULL),
 PARTITION `p0000-01-02` VALUES IN (TO_DAYS('0000-01-02')),
 PARTITION `p1001-01-01` VALUES IN (TO_DAYS('1001-01-01')))
;;
-- main/partition_error.test
SET @@sql_mode='NO_DIR_IN_CREATE'
;;
CREATE TABLE old (a TIMESTAMP NOT NULL PRIMARY KEY)
PARTITION BY RANGE (UNIX_TIMESTAMP(a)) (
PARTITION p VALUES LESS THAN (1219089600),
PARTITION pmax VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE old ADD COLUMN b DATE
;;
ALTER TABLE old MODIFY b TIMESTAMP
;;
DROP TABLE old
;;
CREATE TABLE t1 (a INT)
PARTITION BY LIST (a)
SUBPARTITION BY HASH (a) SUBPARTITIONS 2
(PARTITION p1 VALUES IN (1) COMMENT "Comment in p1"
 (SUBPARTITION p1spFirst COMMENT "SubPartition comment in p1spFirst",
  SUBPARTITION p1spSecond COMMENT "SubPartition comment in p1spSecond"),
 PARTITION p2 VALUES IN (2) COMMENT "Comment in p2"
 (SUBPARTITION p2spFirst COMMENT "SubPartition comment in p2spFirst",
  SUBPARTITION p2spSecond COMMENT "SubPartition comment in p2spSecond"))
;;
CREATE OR REPLACE TABLE t1 (
  pk INT PRIMARY KEY,
  c CHAR(3) NOT NULL,
  v CHAR(4) AS (c) VIRTUAL
) WITH SYSTEM VERSIONING PARTITION BY HASH(pk)
;;
-- main/partition_exchange.test
CREATE TABLE t1 (
 id int(11) NOT NULL AUTO_INCREMENT,
 year year DEFAULT NULL,
 modified timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
 PRIMARY KEY (id)
) ENGINE=InnoDB ROW_FORMAT=COMPACT
PARTITION BY HASH (id)
PARTITIONS 2
;;
CREATE TABLE t1 (
 id int(11) NOT NULL AUTO_INCREMENT,
 year year DEFAULT NULL,
 modified timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
 PRIMARY KEY (id)
) ENGINE=InnoDB ROW_FORMAT = REDUNDANT
PARTITION BY HASH (id)
PARTITIONS 2
;;
CREATE TABLE t2 (
 id int(11) NOT NULL AUTO_INCREMENT,
 year year DEFAULT NULL,
 modified timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
 PRIMARY KEY (id)
) ENGINE=InnoDB ROW_FORMAT = REDUNDANT
;;
CREATE TABLE tsp (a INT,
  b VARCHAR(55),
  PRIMARY KEY (a))
ENGINE = MyISAM
PARTITION BY RANGE (a)
SUBPARTITION BY HASH(a)
(PARTITION p0 VALUES LESS THAN (100)
 (SUBPARTITION sp0,
  SUBPARTITION sp1),
 PARTITION p1 VALUES LESS THAN MAXVALUE
 (SUBPARTITION sp2,
  SUBPARTITION sp3))
;;
CREATE TABLE t1 (a INT) ROW_FORMAT=DYNAMIC PARTITION BY KEY(a) PARTITIONS 2
;;
-- main/partition_hash.test
CREATE TABLE t1 (f1 INTEGER, f2 char(20)) ENGINE = 'MYISAM' PARTITION BY HASH(f1) PARTITIONS 2
;;
set sql_mode=""
;;
set sql_mode=default
;;
-- main/partition_icp.test
create table t5(pk int primary key, kp1 int, kp2 int, filler int, key(kp1, kp2)) partition by hash(pk) partitions 2
;;
-- main/partition_innodb.test
CREATE TABLE t1 (
  id INT NOT NULL AUTO_INCREMENT,
  parent_id INT DEFAULT NULL,
  PRIMARY KEY (id),
  KEY parent_id (parent_id)
) ENGINE=InnoDB
;;
create table t1 (a varchar(5), b int signed, c varchar(10), d datetime)
partition by range columns(b,c)
subpartition by hash(to_seconds(d))
( partition p0 values less than (2, 'b'),
  partition p1 values less than (4, 'd'),
  partition p2 values less than (10, 'za'))
;;
SET SQL_MODE=""
;;
SET SQL_MODE=default
;;
SET SESSION sql_mode = 'NO_ZERO_DATE'
;;
create temporary table t3 as
select * from t1 ignore index(a,b)  where a=1 and b=2 and  pk between 1 and 999
;;
set sql_mode=""
;;
create table t2 (
  b int,
  c int,
  d bit not null default 0,
  v bit as (d) virtual,
  key (b,v)
) engine=innodb partition by hash (b)
;;
CREATE TABLE t1 (pk INT PRIMARY KEY, x INT, y INT, z INT, KEY (x), KEY (y, z))
WITH SYSTEM VERSIONING
PARTITION BY SYSTEM_TIME (PARTITION p1 HISTORY, PARTITION pn CURRENT)
;;
create table t (c text, unique(c)) engine=innodb with system versioning partition by system_time
;;
-- main/partition_innodb_plugin.test
CREATE TABLE t1 (
  id bigint NOT NULL AUTO_INCREMENT,
  time date,
  id2 bigint not null,
  PRIMARY KEY (id,time)
) ENGINE=InnoDB  DEFAULT CHARSET=utf8
/*!50100 PARTITION BY RANGE(TO_DAYS(time))
(PARTITION p10 VALUES LESS THAN (734708) ENGINE = InnoDB,
 PARTITION p20 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */
;;
CREATE TABLE t1 (id INT NOT NULL
PRIMARY KEY,
user_num CHAR(10)
) ENGINE = InnoDB
KEY_BLOCK_SIZE=4
PARTITION BY HASH(id) PARTITIONS 1
;;
CREATE TABLE `t``\""e` (a INT, PRIMARY KEY (a))
ENGINE=InnoDB
PARTITION BY RANGE (a)
SUBPARTITION BY HASH (a)
(PARTITION `p0``\""e` VALUES LESS THAN (100)
 (SUBPARTITION `sp0``\""e`,
  SUBPARTITION `sp1``\""e`),
 PARTITION `p1``\""e` VALUES LESS THAN (MAXVALUE)
 (SUBPARTITION `sp2``\""e`,
  SUBPARTITION `sp3``\""e`))
;;
set sql_mode = 'ANSI_QUOTES'
;;
-- main/partition_list.test
CREATE TABLE ts1 (a INT, PRIMARY KEY (`a`))
PARTITION BY LIST (`a`)
(PARTITION `p ts_0` VALUES IN (101,102,103,104,105,106,107,108,109,110,
                               111,112,113,114,115,116,117,118,119,120,
                               121,122,123,124,125,126,127,128,129,130,
                               131,132,133))
;;
ALTER TABLE ts1 ADD PARTITION
(PARTITION `p ts_1` VALUES IN (1,2,3,4,5,6,7,8,9,10,
                               11,12,13,14,15,16,17,18,19,20,
                               21,22,23,24,25,26,27,28,29,30,
                               31,32,33))
;;
ALTER TABLE ts1 REORGANIZE PARTITION `p ts_1` INTO
(PARTITION `p ts_1` VALUES IN (1,2,3,4,5,6,7,8,9,10,
                               11,12,13,14,15,16,17,18,19,20,
                               21,22,23,24,25,26,27,28,29,30,
                               31,32,33,34,35))
;;
-- main/partition_mgm.test
CREATE TABLE t1 (a INT PRIMARY KEY)
ENGINE MYISAM
PARTITION BY HASH (a)
PARTITIONS 1
;;
ALTER TABLE t1 REORGANIZE PARTITION
;;
CREATE TABLE t1 (a INT)
/*!50100 PARTITION BY HASH (a)
/* Test
   of multi-line
   comment */
PARTITIONS 5 */
;;
CREATE TABLE t1 (a INT)
/*!50100 PARTITION BY HASH (a)
-- with a single line comment embedded
PARTITIONS 5 */
;;
-- main/partition_mgm_err.test
create table t1 (c1 set ( 'abc' ) binary unicode) partition by linear hash (c1 mod c1) partitions 10
;;
alter table t1 check partition all for upgrade
;;
-- main/partition_myisam.test
CREATE TABLE t1 (a INT, b VARCHAR(255), PRIMARY KEY (a))
ENGINE = MyISAM
PARTITION BY RANGE (a)
(PARTITION p0 VALUES LESS THAN (0) MAX_ROWS=100,
 PARTITION p1 VALUES LESS THAN (100) MAX_ROWS=100,
 PARTITION pMax VALUES LESS THAN MAXVALUE)
;;
-- main/partition_pruning.test
CREATE TABLE t1 (a INT PRIMARY KEY)
PARTITION BY RANGE (a) (
PARTITION p0 VALUES LESS THAN (1),
PARTITION p1 VALUES LESS THAN (2),
PARTITION p2 VALUES LESS THAN (3),
PARTITION p3 VALUES LESS THAN (4),
PARTITION p4 VALUES LESS THAN (5),
PARTITION p5 VALUES LESS THAN (6),
PARTITION max VALUES LESS THAN MAXVALUE)
;;
-- main/partition_range.test
CREATE TABLE t2 (
  defid int(10) unsigned NOT NULL,
  day int(10) unsigned NOT NULL,
  count int(10) unsigned NOT NULL,
  filler char(200),
  KEY (defid,day)
) 
PARTITION BY RANGE (day) (
  PARTITION p7 VALUES LESS THAN (20070401) , 
  PARTITION p8 VALUES LESS THAN (20070501))
;;
-- main/precedence.test
create or replace view v1 as select 2 && '2000-01-01' +INTERVAL 1 DAY, 2 && ('2000-01-01' +INTERVAL 1 DAY), (2 && '2000-01-01') +INTERVAL 1 DAY
;;
create or replace view v1 as select 2 / 3 IS FALSE, 2 / (3 IS FALSE), (2 / 3) IS FALSE
;;
set sql_mode=PIPES_AS_CONCAT
;;
create or replace view v1 as select BINARY (NOT 1), NOT BINARY 1
;;
-- main/profiling.test
create table t2 (id int not null primary key, id1 int not null)
;;
alter table t2 add foreign key (id1) references t1 (id) on delete cascade
;;
-- main/ps.test
create table t1 (
   id bigint(20) not null auto_increment,
   code varchar(20) character set utf8 collate utf8_bin not null default '',
   company_name varchar(250) character set utf8 collate utf8_bin default null,
   setup_mode tinyint(4) default null,
   start_date datetime default null,
   primary key  (id), unique key code (code)
)
;;
create table t2 (
   id bigint(20) not null auto_increment,
   email varchar(250) character set utf8 collate utf8_bin default null,
   name varchar(250) character set utf8 collate utf8_bin default null,
   t1_id bigint(20) default null,
   password varchar(250) character set utf8 collate utf8_bin default null,
   primary_contact tinyint(4) not null default '0',
   email_opt_in tinyint(4) not null default '1',
   primary key  (id), unique key email (email), key t1_id (t1_id),
   constraint t2_fk1 foreign key (t1_id) references t1 (id)
)
;;
create table t2 (
  id int(11) unsigned not null default '0',
  t1_line_id int(11) unsigned not null default '0',
  article_id varchar(20),
  sequence int(11) not null default '0',
  primary key  (id,t1_line_id)
)
;;
create table t4 (
  user_id varchar(50) not null,
  article_id varchar(20) not null,
  primary key  (user_id,article_id)
)
;;
CREATE TABLE t1(
  ID int(10) unsigned NOT NULL auto_increment,
  Member_ID varchar(15) NOT NULL default '',
  Action varchar(12) NOT NULL,
  Action_Date datetime NOT NULL,
  Track varchar(15) default NULL,
  User varchar(12) default NULL,
  Date_Updated timestamp NOT NULL default CURRENT_TIMESTAMP on update
    CURRENT_TIMESTAMP,
  PRIMARY KEY (ID),
  KEY Action (Action),
  KEY Action_Date (Action_Date)
)
;;
CREATE TABLE t1 (
  pk INTEGER AUTO_INCREMENT,
  col_int_nokey INTEGER,
  col_int_key INTEGER,

  col_varchar_key VARCHAR(1),
  col_varchar_nokey VARCHAR(1),

  PRIMARY KEY (pk),
  KEY (col_int_key),
  KEY (col_varchar_key, col_int_key)
)
;;
SET SESSION sql_mode = 'ONLY_FULL_GROUP_BY'
;;
set sql_mode='STRICT_ALL_TABLES'
;;
CREATE TABLE t1 (a INT, b INT DEFAULT MOD(a, 3))
;;
-- main/ps_5merge.test
create table t1
(
  a int, b varchar(30),
  primary key(a)
) ENGINE = MERGE UNION=(t1_1,t1_2)
INSERT_METHOD=FIRST
;;
-- main/ps_ddl.test
create table t2 (a int)
;;
alter table t2 add column comment varchar(255)
;;
-- main/ps_mem_leaks.test
CREATE OR REPLACE TABLE t1 (a INT)
;;
ALTER TABLE t1 MODIFY a INT UNSIGNED
;;
-- main/query_cache.test
create table t1 (word char(20) not null)
;;
set SQL_MODE=oracle
;;
set SQL_MODE=default
;;
create table t1 (c1 smallint null, c2 binary (25) not null, c3 tinyint(4) null, c4 binary (15) not null primary key, c5 smallint not null unique key,c6 decimal(10,8) not null default 3.141592) engine=innodb
;;
-- main/quick_select_4161.test
CREATE TABLE t1 (
  event_date date DEFAULT '0000-00-00' NOT NULL,
  type int(11) DEFAULT '0' NOT NULL,
  event_id int(11) DEFAULT '0' NOT NULL,
  PRIMARY KEY (event_date,type,event_id)
)
;;
-- main/range.test
CREATE TABLE t1 (
  PAPER_ID smallint(6) DEFAULT '0' NOT NULL,
  YEAR smallint(6) DEFAULT '0' NOT NULL,
  ISSUE smallint(6) DEFAULT '0' NOT NULL,
  CLOSED tinyint(4) DEFAULT '0' NOT NULL,
  ISS_DATE date DEFAULT '0000-00-00' NOT NULL,
  PRIMARY KEY (PAPER_ID,YEAR,ISSUE)
)
;;
create table t2 (
 id int unsigned not null auto_increment,
 val decimal(5,3) not null,
 primary key (id,val),
 unique key (val,id),
 unique key (id))
;;
drop table t1,ten,t2
;;
-- main/rename.test
CREATE OR REPLACE TEMPORARY TABLE t2_tmp (b INT)
;;
rename table t2_tmp to t2
;;
rename table t2 to tmp, tmp to t2
;;
-- main/reopen_temp_table.test
create temporary table t1 (f char(255), b int, index(b)) engine=aria transactional=0 row_format=page
;;
-- main/row-checksum.test
create table t1 (a int null, v varchar(100)) engine=innodb checksum=0
;;
-- main/rowid_filter_innodb.test
create table t1 (
  pk int not null primary key, f1 varchar(10), f2 varchar(30), a int(10),
  key (f1), key (f2)
) engine=innodb stats_persistent=0 charset=latin1
;;
CREATE TABLE t1 (
  id int(11) unsigned NOT NULL AUTO_INCREMENT,
  domain varchar(32) NOT NULL,
  registrant_name varchar(255) DEFAULT NULL,
  registrant_organization varchar(255) DEFAULT NULL,
  registrant_street1 varchar(255) DEFAULT NULL,
  registrant_street2 varchar(255) DEFAULT NULL,
  registrant_street3 varchar(255) DEFAULT NULL,
  registrant_street4 varchar(255) DEFAULT NULL,
  registrant_street5 varchar(255) DEFAULT NULL,
  registrant_city varchar(255) DEFAULT NULL,
  registrant_postal_code varchar(255) DEFAULT NULL,
  registrant_country varchar(255) DEFAULT NULL,
  registrant_email varchar(255) DEFAULT NULL,
  registrant_telephone varchar(255) DEFAULT NULL,
  administrative_name varchar(255) DEFAULT NULL,
  administrative_organization varchar(255) DEFAULT NULL,
  administrative_street1 varchar(255) DEFAULT NULL,
  administrative_street2 varchar(255) DEFAULT NULL,
  administrative_street3 varchar(255) DEFAULT NULL,
  administrative_street4 varchar(255) DEFAULT NULL,
  administrative_street5 varchar(255) DEFAULT NULL,
  administrative_city varchar(255) DEFAULT NULL,
  administrative_postal_code varchar(255) DEFAULT NULL,
  administrative_country varchar(255) DEFAULT NULL,
  administrative_email varchar(255) DEFAULT NULL,
  administrative_telephone varchar(255) DEFAULT NULL,
  technical_name varchar(255) DEFAULT NULL,
  technical_organization varchar(255) DEFAULT NULL,
  technical_street1 varchar(255) DEFAULT NULL,
  technical_street2 varchar(255) DEFAULT NULL,
  technical_street3 varchar(255) DEFAULT NULL,
  technical_street4 varchar(255) DEFAULT NULL,
  technical_street5 varchar(255) DEFAULT NULL,
  technical_city varchar(255) DEFAULT NULL,
  technical_postal_code varchar(255) DEFAULT NULL,
  technical_country varchar(255) DEFAULT NULL,
  technical_email varchar(255) DEFAULT NULL,
  technical_telephone varchar(255) DEFAULT NULL,
  json longblob NOT NULL,
  timestamp timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  KEY ixEventWhoisDomainDomain (domain),
  KEY ixEventWhoisDomainTimestamp (timestamp)
) ENGINE=InnoDB STATS_PERSISTENT=0 DEFAULT CHARSET=utf8
;;
CREATE TABLE t1 (
    a int,
    b int as (a * 2) VIRTUAL,
    f char(200), /* Filler */
    key (b),
    key (a)
) engine=innodb
;;
-- main/rowid_filter_myisam.test
create table name (
  pk int primary key auto_increment,
  nm bigint
) engine=myisam
;;
truncate table name
;;
-- main/schema.test
ALTER SCHEMA schema1 DEFAULT CHARACTER SET utf8
;;
-- main/select.test
CREATE TABLE t1 (
  Period smallint(4) unsigned zerofill DEFAULT '0000' NOT NULL,
  Varor_period smallint(4) unsigned DEFAULT '0' NOT NULL
)
;;
create table t3 (
 period    int not null,
 name      char(32) not null,
 companynr int not null,
 price     double(11,0),
 price2     double(11,0),
 key (period),
 key (name)
)
;;
create temporary table tmp engine = myisam select * from t3
;;
create table t4 (
  companynr tinyint(2) unsigned zerofill NOT NULL default '00',
  companyname char(30) NOT NULL default '',
  PRIMARY KEY (companynr),
  UNIQUE KEY companyname(companyname)
) ENGINE=MyISAM MAX_ROWS=50 PACK_KEYS=1 COMMENT='companynames'
;;
CREATE TABLE t1 ( a INT NOT NULL, b INT NOT NULL, UNIQUE idx (a,b) )
;;
SET @@SQL_MODE='NO_BACKSLASH_ESCAPES'
;;
CREATE table t3(key_a int4 NOT NULL, key_b int4 NOT NULL, foo varchar(32),
                PRIMARY KEY(key_a,key_b))
;;
create table t1(f1 char, f2 char not null)
;;
SET SQL_MODE='NO_UNSIGNED_SUBTRACTION'
;;
SET SQL_MODE=default
;;
set SQL_MODE=TRADITIONAL
;;
set SQL_MODE=DEFAULT
;;
CREATE TABLE t1(a BIGINT UNSIGNED NOT NULL, b BIGINT NULL, c INT NULL)
;;
-- main/select_found.test
CREATE TABLE t2 (
  id smallint(5) unsigned NOT NULL auto_increment,
  name varchar(50) NOT NULL default '',
  email varchar(50) NOT NULL default '',
  PRIMARY KEY  (id),
  UNIQUE KEY e_n (email,name)
)
;;
-- main/selectivity.test
CREATE TABLE country (code varchar(3) PRIMARY KEY,
                      country_group INT DEFAULT NULL)
;;
-- main/session_user.test
CREATE SQL SECURITY DEFINER VIEW test.view_session_user AS SELECT USER(), CURRENT_USER(), SESSION_USER()
;;
-- main/show.test
create table t1 (a int, b datetime invisible on update now() without system versioning) with system versioning
;;
-- main/show_analyze.test
create table t1 (a int)
;;
alter table t1 add b int, add c int, add filler char(32)
;;
create table t2 as select a as a, a as dummy from t0 limit 2
;;
-- main/show_check.test
set @@sql_mode="STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION"
;;
create table t1 (
  test_set set( 'val1', 'val2', 'val3' ) not null default '',
  name char(20) default 'O''Brien' comment 'O''Brien as default',
  c int not null comment 'int column',
  `c-b` int comment 'name with a minus',
  `space 2` int comment 'name with a space'
  ) comment = 'it\'s a table'
;;
create table t1 (a int not null, b VARCHAR(10), INDEX (b) ) AVG_ROW_LENGTH=10 CHECKSUM=1 COMMENT="test" ENGINE=MYISAM MIN_ROWS=10 MAX_ROWS=100 PACK_KEYS=1 DELAY_KEY_WRITE=1 ROW_FORMAT=fixed
;;
alter table t1 MAX_ROWS=200 ROW_FORMAT=dynamic PACK_KEYS=0
;;
create table t1 (
type_bool bool not null default 0,
type_tiny tinyint not null auto_increment primary key,
type_short smallint(3),
type_mediumint mediumint,
type_bigint bigint,
type_decimal decimal(5,2),
type_numeric numeric(5,2),
empty_char char(0),
type_char char(2),
type_varchar varchar(10),
type_timestamp timestamp not null default current_timestamp on update current_timestamp,
type_date date not null default '0000-00-00',
type_time time not null default '00:00:00',
type_datetime datetime not null default '0000-00-00 00:00:00',
type_year year,
type_enum enum ('red', 'green', 'blue'),
type_set enum ('red', 'green', 'blue'),
type_tinyblob tinyblob,
type_blob blob,
type_medium_blob mediumblob,
type_long_blob longblob,
index(type_short)
) AVG_ROW_LENGTH=10 CHECKSUM=1 COMMENT="test" ENGINE=MYISAM MIN_ROWS=10 MAX_ROWS=100 PACK_KEYS=1 DELAY_KEY_WRITE=1 ROW_FORMAT=fixed CHARSET=latin1
;;
SET sql_mode= 'ANSI_QUOTES'
;;
CREATE TABLE """a" (i INT)
;;
SET sql_mode= ''
;;
create table t1 (
  c1 int NOT NULL,
  c2 int NOT NULL,
  PRIMARY KEY USING HASH (c1),
  INDEX USING BTREE(c2)
)
;;
CREATE VIEW v1 AS SELECT SQL_CACHE NOW()
;;
-- main/signal.test
create table t_warn(a integer(2))
;;
SET sql_mode= ''
;;
set sql_mode = DEFAULT
;;
create trigger t1_ai after insert on t1 for each row
begin
  DECLARE msg VARCHAR(128);
  DECLARE warn CONDITION FOR SQLSTATE "01XXX";

  set msg= concat("This trigger SIGNAL a warning, a=", NEW.a);
  SIGNAL warn SET
    MESSAGE_TEXT = msg,
    MYSQL_ERRNO = 1012;
end
;;
-- main/signal_demo1.test
create table po_order (
  po_id integer auto_increment,
  cust_type char, /* arc relationship, see cust_id */
  cust_id integer, /* FK to ab_physical_person *OR* ab_moral_person */
  primary key (po_id))
;;
-- main/simultaneous_assignment.test
SET sql_mode='STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION,SIMULTANEOUS_ASSIGNMENT'
;;
CREATE TABLE t1 (c1 INTEGER, c2 INTEGER, c3 INTEGER AS (c1 MOD 10) VIRTUAL, c4 INTEGER AS (c1+c2 MOD 5) PERSISTENT ) ENGINE=InnoDb
;;
CREATE TABLE ft2(copy TEXT,copy2 TEXT,FULLTEXT(copy)) ENGINE=MyISAM
;;
set sql_mode= simultaneous_assignment
;;
-- main/sp-big.test
create table t1 (f1 char(100) , f2 mediumint , f3 int , f4 real, f5 numeric)
;;
-- main/sp-vars.test
SET @@sql_mode = 'ansi'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
CREATE TABLE t1(col BIGINT UNSIGNED)
;;
CREATE TABLE table_12976_a (val bit(1))
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
CREATE TABLE t1(col VARCHAR(255))
;;
-- main/sp.test
set @@sql_mode = 'ANSI'
;;
set @@sql_mode = ''
;;
create table t4 ( 
  MarketID int not null,
  Market varchar(60),
  Status char(1),
  primary key (MarketID)
)
;;
create table t3 (
  id int unsigned auto_increment not null primary key,
  title VARCHAR(200),
  body text,
  fulltext (title,body)
)
;;
create table t3 (
  id int(10) unsigned not null default 0,
  rid int(10) unsigned not null default 0,
  msg text not null,
  primary key (id),
  unique key rid (rid, id)
)
;;
set @@sql_mode = 'ANSI_QUOTES'
;;
set @@sql_mode = ''
;;
set @@sql_mode = 'ANSI'
;;
set @@sql_mode = ''
;;
set @@sql_mode= "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO"
;;
set @@sql_mode= "NO_ZERO_IN_DATE"
;;
create table t3 ( name char(5) not null primary key, val float not null)
;;
set sql_mode='traditional'
;;
SET sql_mode=''
;;
SET sql_mode='TRADITIONAL'
;;
SET SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE=''
;;
SET SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE=''
;;
SET SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE=''
;;
create table t1 (a integer)
;;
alter table t1 add b integer
;;
CREATE VIEW v1 AS SELECT a FROM t2
;;
ALTER TABLE t2 CHANGE COLUMN a b CHAR
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
set sql_mode='ORACLE'
;;
-- main/sp_validation.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TRIGGER t1_bu BEFORE UPDATE ON t1 FOR EACH ROW
BEGIN
  SET @a = OLD.a;
  SET @b = NEW.a;
  SELECT OLD.a INTO @c;
  SELECT NEW.a INTO @d;

  SET NEW.a = NEW.a * 2;
END
;;
SET sql_mode = default
;;
-- main/sql_mode.test
CREATE TABLE `t1` (
  a int not null auto_increment,
  `pseudo` varchar(35) character set latin2 NOT NULL default '',
  `email` varchar(60) character set latin2 NOT NULL default '',
  PRIMARY KEY  (a),
  UNIQUE KEY `email` USING BTREE (`email`) 
) ENGINE=HEAP CHARSET=latin1 ROW_FORMAT DYNAMIC
;;
set @@sql_mode=""
;;
set @@sql_mode="ansi_quotes"
;;
set @@sql_mode="no_table_options"
;;
set @@sql_mode="no_key_options"
;;
set @@sql_mode=""
;;
set session sql_mode = ''
;;
create table t1 ( min_num   dec(6,6)     default .000001)
;;
set session sql_mode = 'IGNORE_SPACE'
;;
set @@SQL_MODE=NULL
;;
set session sql_mode=ansi
;;
set session sql_mode=no_field_options
;;
SET @@SQL_MODE='NO_BACKSLASH_ESCAPES'
;;
SET @@SQL_MODE=''
;;
SET @@SQL_MODE='ANSI_QUOTES'
;;
SET @@SQL_MODE=''
;;
SET @@SQL_MODE='ANSI_QUOTES'
;;
set sql_mode=PAD_CHAR_TO_FULL_LENGTH
;;
set session sql_mode='PAD_CHAR_TO_FULL_LENGTH'
;;
SET @@sql_mode='traditional'
;;
SET SESSION SQL_MODE = 'PAD_CHAR_TO_FULL_LENGTH'
;;
SET @@sql_mode=''
;;
SET @@sql_mode='NO_BACKSLASH_ESCAPES'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=ORACLE
;;
SET sql_mode=IGNORE_SPACE
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='ORACLE,EMPTY_STRING_IS_NULL'
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- main/statistics.test
CREATE TABLE t1 (
  a int NOT NULL PRIMARY KEY,
  b varchar(32),
  c char(16),
  d date,
  e double,
  f bit(3),
  INDEX idx1 (b, e), 
  INDEX idx2 (c, d),
  INDEX idx3 (d),
  INDEX idx4 (e, b, d)
) ENGINE= MYISAM
;;
ALTER TABLE t1 RENAME TO s1
;;
RENAME TABLE s1 TO t1
;;
ALTER TABLE t1 CHANGE COLUMN b x varchar(32), 
               CHANGE COLUMN e y double
;;
create table t1 (test blob)
;;
-- main/statistics_json.test
create table t1 (a tinyint) as select if(seq%3,seq,0) as a from seq_1_to_100
;;
-- main/statistics_upgrade.test
CREATE TABLE IF NOT EXISTS t3 (
  db_name varchar(64) NOT NULL, 
  table_name varchar(64) NOT NULL, 
  column_name varchar(64) NOT NULL, 
  min_value varbinary(255) DEFAULT NULL, 
  max_value varbinary(255) DEFAULT NULL, 
  nulls_ratio decimal(12,4) DEFAULT NULL, 
  avg_length decimal(12,4) DEFAULT NULL, 
  avg_frequency decimal(12,4) DEFAULT NULL, 
  hist_size tinyint unsigned, 
  hist_type enum('SINGLE_PREC_HB','DOUBLE_PREC_HB'), 
  histogram varbinary(255), 
  PRIMARY KEY (db_name,table_name,column_name)
) engine=Aria transactional=0 CHARACTER SET utf8 COLLATE utf8_bin comment='Statistics on Columns'
;;
-- main/strict.test
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='STRICT_ALL_TABLES'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_IN_DATE'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='strict_trans_tables'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='strict_trans_tables'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_IN_DATE'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='ERROR_FOR_DIVISION_BY_ZERO'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='ansi'
;;
set @@sql_mode='ansi,traditional'
;;
set sql_mode='traditional'
;;
set sql_mode=''
;;
set sql_mode='traditional'
;;
set sql_mode='no_zero_date'
;;
set sql_mode='traditional'
;;
create table t1 (col1 date)
;;
alter table t1 modify col1 datetime
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = ''
;;
set @@sql_mode='traditional'
;;
set sql_mode='traditional'
;;
create table t2 select date from t1
;;
set @@sql_mode='traditional'
;;
set sql_mode= 'traditional'
;;
set sql_mode='traditional'
;;
set @@sql_mode='NO_ZERO_DATE'
;;
SET sql_mode='NO_ZERO_DATE'
;;
SET sql_mode='NO_ZERO_IN_DATE'
;;
-- main/subselect.test
CREATE TABLE t1 (number char(11) NOT NULL default '') ENGINE=MyISAM CHARSET=latin1
;;
create table t2 (id int, body text, fulltext (body))
;;
/*!40000 ALTER TABLE t1 ENABLE KEYS */
;;
CREATE TABLE t2 (
  userId int(11) NOT NULL,
  courseId int(11) NOT NULL,
  date datetime NOT NULL
)
;;
create table t1 (fld enum('0','1'))
;;
SET @@sql_mode='ansi'
;;
SET @@sql_mode=default
;;
SET SESSION sql_mode='ONLY_FULL_GROUP_BY'
;;
SET @@sql_mode='ansi'
;;
SET @@sql_mode=default
;;
SET SESSION sql_mode='ONLY_FULL_GROUP_BY'
;;
DROP TABLE parent, child
;;
-- main/subselect2.test
CREATE TABLE t1 (
	key_code INT(11) NOT NULL,
	value_string VARCHAR(50) NULL DEFAULT NULL,
	PRIMARY KEY (key_code)
) COLLATE='utf8_general_ci' ENGINE=InnoDB
;;
-- main/subselect_sj_aria.test
CREATE TABLE t1 ( 
  pk int(11) NOT NULL AUTO_INCREMENT, 
  col_int_key int(11) DEFAULT NULL, 
  col_varchar_key varchar(1) DEFAULT NULL, 
  dummy char(30),
  PRIMARY KEY (pk), 
  KEY col_varchar_key (col_varchar_key,col_int_key)
) ENGINE=Aria AUTO_INCREMENT=30 DEFAULT CHARSET=latin1 PAGE_CHECKSUM=1
;;
-- main/subselect_sj_mat.test
drop table if exists columns
;;
create table t1_16 (a1 blob(16), a2 blob(16))
;;
CREATE TABLE t3 (
  type mediumtext,
  sys_id char(32),
  PRIMARY KEY (sys_id)
) ENGINE=MyISAM CHARSET=latin1
;;
-- main/sum_distinct.test
CREATE TABLE t2 SELECT name FROM t1
;;
-- main/system_mysql_db_fix40123.test
CREATE TABLE db ( Host char(60) binary DEFAULT '' NOT NULL, Db char(64) binary DEFAULT '' NOT NULL, User char(16) binary DEFAULT '' NOT NULL, Select_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Insert_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Update_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Delete_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Create_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Drop_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Grant_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, References_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Index_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Alter_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Create_tmp_table_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Lock_tables_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, PRIMARY KEY Host (Host,Db,User), KEY User (User) ) engine=MyISAM CHARACTER SET utf8 COLLATE utf8_bin comment='Database privileges'
;;
CREATE TABLE user ( Host char(60) binary DEFAULT '' NOT NULL, User char(16) binary DEFAULT '' NOT NULL, Password char(41) binary DEFAULT '' NOT NULL, Select_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Insert_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Update_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Delete_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Create_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Drop_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Reload_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Shutdown_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Process_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, File_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Grant_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, References_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Index_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Alter_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Show_db_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Super_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Create_tmp_table_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Lock_tables_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Execute_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Repl_slave_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, Repl_client_priv enum('N','Y') COLLATE utf8_general_ci DEFAULT 'N' NOT NULL, ssl_type enum('','ANY','X509', 'SPECIFIED') COLLATE utf8_general_ci DEFAULT '' NOT NULL, ssl_cipher BLOB NOT NULL, x509_issuer BLOB NOT NULL, x509_subject BLOB NOT NULL, max_questions int(11) unsigned DEFAULT 0 NOT NULL, max_updates int(11) unsigned DEFAULT 0 NOT NULL, max_connections int(11) unsigned DEFAULT 0 NOT NULL, PRIMARY KEY Host (Host,User) ) engine=MyISAM CHARACTER SET utf8 COLLATE utf8_bin comment='Users and global privileges'
;;
CREATE TABLE tables_priv ( Host char(60) binary DEFAULT '' NOT NULL, Db char(64) binary DEFAULT '' NOT NULL, User char(16) binary DEFAULT '' NOT NULL, Table_name char(64) binary DEFAULT '' NOT NULL, Grantor char(77) DEFAULT '' NOT NULL, Timestamp timestamp not null default now() on update now(), Table_priv set('Select','Insert','Update','Delete','Create','Drop','Grant','References','Index','Alter') COLLATE utf8_general_ci DEFAULT '' NOT NULL, Column_priv set('Select','Insert','Update','References') COLLATE utf8_general_ci DEFAULT '' NOT NULL, PRIMARY KEY (Host,Db,User,Table_name), KEY Grantor (Grantor) ) engine=MyISAM CHARACTER SET utf8 COLLATE utf8_bin comment='Table privileges'
;;
CREATE TABLE help_relation ( help_topic_id int unsigned not null references help_topic, help_keyword_id int unsigned not null references help_keyword, primary key (help_keyword_id, help_topic_id) ) engine=MyISAM CHARACTER SET utf8 comment='keyword-topic relation'
;;
CREATE TABLE time_zone_transition ( Time_zone_id int unsigned NOT NULL, Transition_time bigint signed NOT NULL, Transition_type_id int unsigned NOT NULL, PRIMARY KEY TzIdTranTime (Time_zone_id, Transition_time) ) engine=MyISAM CHARACTER SET utf8 comment='Time zone transitions'
;;
-- main/system_mysql_db_fix50030.test
CREATE TABLE servers ( Server_name char(64) NOT NULL DEFAULT '', Host char(64) NOT NULL DEFAULT '', Db char(64) NOT NULL DEFAULT '', Username char(64) NOT NULL DEFAULT '', Password char(64) NOT NULL DEFAULT '', Port INT(4) NOT NULL DEFAULT '0', Socket char(64) NOT NULL DEFAULT '', Wrapper char(64) NOT NULL DEFAULT '', Owner char(64) NOT NULL DEFAULT '', PRIMARY KEY (Server_name)) CHARACTER SET utf8 comment='MySQL Foreign Servers table'
;;
-- main/system_mysql_db_fix50568.test
CREATE TABLE IF NOT EXISTS proxies_priv (Host char(60) binary DEFAULT '' NOT NULL, User char(16) binary DEFAULT '' NOT NULL, Proxied_host char(60) binary DEFAULT '' NOT NULL, Proxied_user char(16) binary DEFAULT '' NOT NULL, With_grant BOOL DEFAULT 0 NOT NULL, Grantor char(77) DEFAULT '' NOT NULL, Timestamp timestamp, PRIMARY KEY Host (Host,User,Proxied_host,Proxied_user), KEY Grantor (Grantor) ) engine=MyISAM CHARACTER SET utf8 COLLATE utf8_bin comment='User proxy privileges'
;;
-- main/table_options-5867.test
set sql_mode='ignore_bad_table_options'
;;
create table t1 (
  a int complex='c,f,f,f' invalid=3
) engine=example ull=10000 str='dskj' one_or_two='one' yesno=0
  foobar=barfoo
;;
set sql_mode=''
;;
-- main/table_options.test
SET SQL_MODE='IGNORE_BAD_TABLE_OPTIONS'
;;
create table t1 (a int fkey1=v1, key akey (a) kkey1=v1) tkey1=1v1 tkey1=1v2 TKEY1=DEFAULT tkey2=2v1 tkey3=3v1
;;
alter table t1 change a a int `FKEY1`='v1'
;;
SET SQL_MODE=''
;;
create table t0 (a int) transactional=0 engine=aria
;;
create table t2 (a int) transactional=default engine=aria
;;
alter table t0 engine=myisam
;;
alter table t0 engine=myisam transactional=0
;;
set sql_mode=IGNORE_BAD_TABLE_OPTIONS
;;
create table t1 (a int) foo=bar
;;
set sql_mode=default
;;
-- main/tablespace.test
CREATE TABLE t1(a int) TABLESPACE ts STORAGE MEMORY ENGINE=MyISAM
;;
CREATE TABLE t1(a int) ENGINE=MyISAM
;;
ALTER TABLE t1 STORAGE MEMORY TABLESPACE ts
;;
-- main/temp_table.test
create TEMPORARY TABLE t2 engine=heap select * from t1
;;
create temporary table t1 select *,2 as "e" from t1
;;
CREATE TEMPORARY TABLE tmp SELECT *, NULL FROM t1
;;
create temporary table t2 (a int)
;;
CREATE TEMPORARY TABLE t1(i INT PRIMARY KEY) ENGINE=MYISAM
;;
ALTER TABLE t1 RENAME t2
;;
ALTER TABLE t2 RENAME t1
;;
ALTER TABLE t1 DISABLE KEYS
;;
ALTER TABLE t1 ENABLE KEYS
;;
ALTER TABLE t1 RENAME t2
;;
ALTER TABLE t2 RENAME t1
;;
ALTER TABLE t1 DISABLE KEYS
;;
ALTER TABLE t1 ENABLE KEYS
;;
ALTER TABLE t1 RENAME t2
;;
ALTER TABLE t2 RENAME t1
;;
ALTER TABLE t1 DISABLE KEYS
;;
ALTER TABLE t1 ENABLE KEYS
;;
ALTER TABLE t1 RENAME t2
;;
ALTER TABLE t2 RENAME t1
;;
ALTER TABLE t1 DISABLE KEYS
;;
ALTER TABLE t1 ENABLE KEYS
;;
ALTER TABLE t1 RENAME t2, LOCK SHARED
;;
ALTER TABLE t2 RENAME t1, LOCK EXCLUSIVE
;;
-- main/temporal_literal.test
CREATE TABLE t1 AS SELECT
  {d'2001-01-01'},
  { d '2001-01-01' },
  {d'2001-01-01 10:10:10'}
;;
SET sql_mode=no_zero_in_date
;;
SET sql_mode=no_zero_date
;;
SET sql_mode=default
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='no_zero_in_date'
;;
SET sql_mode=DEFAULT
;;
-- main/tmp_space_usage.test
CREATE TABLE t1 (a varchar(1024)) engine=aria CHARSET=latin1
;;
-- main/trigger-trans.test
create trigger trg_bug26141_ai after insert on t1
for each row
begin
  insert into t2 (c) values (1);
# We need the 'sync' lock to synchronously wait in connection 2 till 
# the moment when the trigger acquired all the locks.
  select release_lock("lock_bug26141_sync") into @a;
# 1000 is time in seconds of lock wait timeout -- this is a way
# to cause a manageable sleep up to 1000 seconds
  select get_lock("lock_bug26141_wait", 1000) into @a;
end
;;
create table t1 (a int, val char(1)) engine=InnoDB
;;
CREATE TABLE t1 (id int unsigned PRIMARY KEY, val int DEFAULT 0)
ENGINE=InnoDB
;;
-- main/trigger.test
create table t2 (seq int)
;;
create table t1 (id int primary key, copy int)
;;
set sql_mode='ansi'
;;
set sql_mode=""
;;
set sql_mode="traditional"
;;
set sql_mode=""
;;
set sql_mode="traditional"
;;
set sql_mode=default
;;
create trigger t1_bi after insert on t1 for each row insert into t3 values (new.id)
;;
create trigger trg before insert on t1 for each row 
begin 
  declare done int default 0;
  set done= not done;
end
;;
alter table t2 rename to t3
;;
alter table t3 rename to t4, add column val int default 0
;;
SET SQL_MODE=''
;;
SET SQL_MODE='traditional'
;;
SET SQL_MODE=''
;;
SET sql_mode='TRADITIONAL'
;;
DROP TRIGGER IF EXISTS trg
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = DEFAULT
;;
SET @@session.sql_mode = 'STRICT_ALL_TABLES,STRICT_TRANS_TABLES'
;;
SET @@session.sql_mode = default
;;
-- main/trigger_notembedded.test
CREATE TABLE t1(col CHAR(20))
;;
CREATE TRIGGER t2_trg_err_2 BEFORE UPDATE ON t2
 FOR EACH ROW
  SET NEW.col = CONCAT(OLD.col, '(updated)')
;;
-- main/trigger_null.test
set sql_mode=strict_all_tables
;;
set session sql_mode ='no_auto_value_on_zero'
;;
set sql_mode=''
;;
create table t1 (c fixed,c2 binary (1),c5 fixed not null)
;;
set sql_mode=default
;;
-- main/truncate-stale-6500.test
CREATE TABLE `test` (
  `uniqueId` INT NOT NULL,
  `partitionId` INT NOT NULL,
  PRIMARY KEY (`uniqueId`,`partitionId`)
) ENGINE=InnoDB PARTITION BY LIST (partitionId) (
 PARTITION p01 VALUES IN (1),
 PARTITION p02 VALUES IN (2)
)
;;
ALTER TABLE `test` TRUNCATE PARTITION `p02`
;;
-- main/type_binary.test
CREATE TABLE t1 (indexed_col VARBINARY(32), KEY(indexed_col))
;;
-- main/type_bit.test
CREATE TABLE t1 (indexed_col BIT(64), KEY(indexed_col))
;;
-- main/type_blob.test
create table t1 (id integer primary key auto_increment, txt text not null, unique index txt_index (txt (20))) charset=latin1
;;
create table t1 (id integer primary key auto_increment, txt text, index txt_index (txt (20))) charset=latin1
;;
alter table t1 modify column txt blob
;;
set @@sql_mode='TRADITIONAL'
;;
set @@sql_mode=''
;;
CREATE TABLE t1 (a BLOB)
;;
ALTER TABLE t1 MODIFY a TINYBLOB
;;
SET SQL_MODE='STRICT_ALL_TABLES'
;;
CREATE TABLE t1 (indexed_col BLOB, KEY(indexed_col(64)))
;;
-- main/type_date.test
SET SQL_MODE=TRADITIONAL
;;
SET SQL_MODE=DEFAULT
;;
SET SQL_MODE=TRADITIONAL
;;
SET SQL_MODE=DEFAULT
;;
SET SQL_MODE=NO_ZERO_IN_DATE
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=NO_ZERO_IN_DATE
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t2 AS SELECT FLOOR(a), CEIL(a),ROUND(a),TRUNCATE(a,0) FROM t1
;;
set sql_mode='NO_ZERO_DATE'
;;
create table t1 (a1 bigint primary key, a2 date not null, a3 bigint not null)
;;
set sql_mode=''
;;
set sql_mode='NO_ZERO_DATE'
;;
set sql_mode=default
;;
CREATE TABLE t1 (indexed_col DATE, KEY(indexed_col))
;;
-- main/type_datetime.test
set @@sql_mode='ansi,traditional'
;;
create table t9 as select case when 1 then cast('01-01-01' as date)
  when 0 then cast('01-01-01' as date) end as f4 from t1
;;
SET SQL_MODE=NO_ZERO_IN_DATE
;;
SET SQL_MODE=DEFAULT
;;
create table t2(f1 datetime primary key)
;;
SET sql_mode='NO_ZERO_DATE'
;;
SET sql_mode=DEFAULT
;;
SET SQL_MODE=DEFAULT
;;
SET SQL_MODE= 'PAD_CHAR_TO_FULL_LENGTH'
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t1 (indexed_col DATETIME, KEY(indexed_col))
;;
-- main/type_decimal.test
create table t1 (a decimal unsigned)
;;
CREATE TABLE t1( a NUMERIC, b INT )
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- main/type_enum.test
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (c1 DATE PRIMARY KEY)
;;
CREATE TABLE t1 (
  indexed_col ENUM('2001','2002','2003','2004','2005','2006','2007','2008','2009','2010'),
  KEY(indexed_col)
) CHARSET=latin1
;;
set sql_mode=''
;;
set sql_mode=default
;;
-- main/type_float.test
create table t2 select c1 + c1 * (c2 / 100) as col1, round(c1, 5) as col2, round(c1, 35) as col3, sqrt(c1*1e-15) col4 from t1
;;
CREATE TABLE t1 (
  f1 real zerofill,
  f2 double zerofill,
  f3 float zerofill)
;;
CREATE TABLE t2 AS SELECT
  CONCAT(a),
  CONCAT(COALESCE(a)),
  CONCAT(LEAST(a,a)),
  CONCAT(MAX(a)),
  CONCAT((SELECT a FROM t1)) AS c
FROM t1
;;
SET sql_mode='STRICT_ALL_TABLES,STRICT_TRANS_TABLES'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (indexed_col FLOAT, KEY(indexed_col))
;;
CREATE TABLE t1 (indexed_col DOUBLE, KEY(indexed_col))
;;
-- main/type_int.test
create table t1(c0 tinyint unique)
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
-- main/type_json.test
create or replace table t1(a json default '{a:1}')
;;
create or replace table t1(a json not null check (json_valid(a)))
;;
-- main/type_newdecimal.test
set session sql_mode='traditional'
;;
set sql_mode=''
;;
set sql_mode='traditional'
;;
set sql_mode='ansi,traditional'
;;
set sql_mode=''
;;
set @@sql_mode='traditional'
;;
set sql_mode=''
;;
CREATE TABLE t1 SELECT .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 + .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 * .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 / .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 % .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT
  /* 81 */ 100000000000000000000000000000000000000000000000000000000000000000000000000000001
  AS c1
;;
CREATE TABLE t1 SELECT 1.1 + CAST(1 AS DECIMAL(65,30)) AS c1
;;
CREATE TABLE t2 SELECT CASE a WHEN 0.1 THEN 0.0000000000000000000000000000000000000000000000000000000000000000001 END AS c1 FROM t1
;;
SET SQL_MODE=''
;;
CREATE TABLE t2 AS SELECT DISTINCT 1 MOD a AS f FROM t1
;;
CREATE TABLE t2 AS SELECT DISTINCT CAST(1 AS UNSIGNED) MOD a AS f FROM t1
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1(value DECIMAL(24,0) NOT NULL)
;;
ALTER TABLE t1 ADD INDEX value (value)
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (indexed_col DECIMAL(30,6), KEY(indexed_col))
;;
-- main/type_num.test
SET sql_mode='STRICT_ALL_TABLES'
;;
SET sql_mode=DEFAULT
;;
CREATE OR REPLACE TABLE t1 (a INT ZEROFILL UNSIGNED)
;;
-- main/type_ranges.test
CREATE TABLE t1 (
  auto int(5) unsigned NOT NULL auto_increment,
  string char(10) default "hello",
  tiny tinyint(4) DEFAULT '0' NOT NULL ,
  short smallint(6) DEFAULT '1' NOT NULL ,
  medium mediumint(8) DEFAULT '0' NOT NULL,
  long_int int(11) DEFAULT '0' NOT NULL,
  longlong bigint(13) DEFAULT '0' NOT NULL,
  real_float float(13,1) DEFAULT 0.0 NOT NULL,
  real_double double(16,4),
  utiny tinyint(3) unsigned DEFAULT '0' NOT NULL,
  ushort smallint(5) unsigned zerofill DEFAULT '00000' NOT NULL,
  umedium mediumint(8) unsigned DEFAULT '0' NOT NULL,
  ulong int(11) unsigned DEFAULT '0' NOT NULL,
  ulonglong bigint(13) unsigned DEFAULT '0' NOT NULL,
  time_stamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  date_field date,	
  time_field time,	
  date_time datetime,
  blob_col blob,
  tinyblob_col tinyblob,
  mediumblob_col mediumblob  not null default '',
  longblob_col longblob  not null default '',
  options enum('one','two','tree') not null ,
  flags set('one','two','tree') not null default '',
  PRIMARY KEY (auto),
  KEY (utiny),
  KEY (tiny),
  KEY (short),
  KEY any_name (medium),
  KEY (longlong),
  KEY (real_float),
  KEY (ushort),
  KEY (umedium),
  KEY (ulong),
  KEY (ulonglong,ulong),
  KEY (options,flags)
)
;;
CREATE UNIQUE INDEX test on t1 ( auto )
;;
create table t2 (primary key (auto)) select auto+1 as auto,1 as t1, 'a' as t2, repeat('a',256) as t3, binary repeat('b',256) as t4, repeat('a',4096) as t5, binary repeat('b',4096) as t6, '' as t7, binary '' as t8 from t1
;;
-- main/type_row.test
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (a INT KEY,b INT,vb DATE AS (b) VIRTUAL,KEY(vb))
;;
-- main/type_set.test
SET sql_mode=''
;;
CREATE TABLE t1 (
  indexed_col SET('2001','2002','2003','2004','2005','2006','2007','2008','2009','2010'),
  KEY(indexed_col)
) CHARACTER SET latin1
;;
SET sql_mode=DEFAULT
;;
-- main/type_time.test
CREATE TABLE t2 AS SELECT MAX(t0)+1e0 FROM t1
;;
SET sql_mode=traditional
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET SESSION SQL_MODE='TRADITIONAL'
;;
SET sql_mode=DEFAULT
;;
SET SQL_MODE= 'TIME_ROUND_FRACTIONAL'
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (indexed_col TIME, KEY(indexed_col))
;;
-- main/type_timestamp.test
set sql_mode='maxdb'
;;
set sql_mode=''
;;
create table t1(value timestamp not null)
;;
SET sql_mode="NO_ZERO_DATE"
;;
SET sql_mode=DEFAULT
;;
SET @@sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE'
;;
SET sql_mode=DEFAULT
;;
SET SESSION SQL_MODE= 'STRICT_ALL_TABLES,NO_ZERO_DATE'
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1(c TIMESTAMP KEY)
;;
SET sql_mode=TIME_ROUND_FRACTIONAL
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode='NO_ZERO_DATE,NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='STRICT_TRANS_TABLES,STRICT_ALL_TABLES'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode='NO_ZERO_DATE,NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (indexed_col TIMESTAMP, KEY(indexed_col))
;;
-- main/type_year.test
CREATE TABLE t1 (indexed_col YEAR, KEY(indexed_col))
;;
-- main/udf.test
create table t1(sum int, price float(24))
;;
set sql_mode="oracle"
;;
-- main/union.test
create table t1 select _latin2"test" union select _latin2"testt"
;;
-- main/update.test
CREATE TABLE t1 (
  lfdnr int(10) unsigned NOT NULL default '0',
  ticket int(10) unsigned NOT NULL default '0',
  client varchar(255) NOT NULL default '',
  replyto varchar(255) NOT NULL default '',
  subject varchar(100) NOT NULL default '',
  timestamp int(10) unsigned NOT NULL default '0',
  tstamp timestamp NOT NULL,
  status int(3) NOT NULL default '0',
  type varchar(15) NOT NULL default '',
  assignment int(10) unsigned NOT NULL default '0',
  fupcount int(4) unsigned NOT NULL default '0',
  parent int(10) unsigned NOT NULL default '0',
  activity int(10) unsigned NOT NULL default '0',
  priority tinyint(1) unsigned NOT NULL default '1',
  cc varchar(255) NOT NULL default '',
  bcc varchar(255) NOT NULL default '',
  body text NOT NULL,
  comment text,
  header text,
  PRIMARY KEY  (lfdnr),
  KEY k1 (timestamp),
  KEY k2 (type),
  KEY k3 (parent),
  KEY k4 (assignment),
  KEY ticket (ticket)
) ENGINE=MyISAM
;;
CREATE TABLE t2 (a CHAR(2), b CHAR(2), c CHAR(2), d CHAR(2),
                 INDEX idx (a,b(1),c)) ENGINE=INNODB
;;
ALTER TABLE t2 DROP INDEX idx, ADD INDEX idx2 (a, b)
;;
-- main/vector.test
create table t1 (id int auto_increment primary key, v vector(5) not null, vector index (v))
;;
alter table t1 add column a int, algorithm=copy
;;
alter table t1 drop column a, algorithm=copy
;;
alter table t1 add index a(id), algorithm=copy
;;
alter table t1 drop index a, algorithm=copy
;;
create index a on t1(id) algorithm=copy
;;
alter table t1 add column if not exists a int, algorithm=copy
;;
alter table t1 drop column if exists a, algorithm=copy
;;
alter table t1 drop index v, algorithm=copy
;;
alter table t1 add vector index v(v), algorithm=copy
;;
create vector index v on t1(v) algorithm=copy
;;
-- main/vector2.test
create table t (a int, v vector(10) not null, vector key (v) distance=euclidean)
;;
-- main/vector_innodb.test
create table t (v vector(1) not null, vector index (v)) row_format=compressed engine=innodb
;;
create table t (v vector(1) not null, vector vec(v), unique vu(v)) engine=innodb
;;
create table t2 like t1
;;
alter table t2 discard tablespace
;;
SET sql_mode=''
;;
set sql_mode=default
;;
-- main/view.test
set sql_mode='ansi'
;;
set sql_mode=default
;;
create table tü (cü char)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
set sql_mode='strict_all_tables'
;;
set sql_mode=default
;;
create definer = current_user() sql security invoker view v1 as select 1
;;
SET SQL_MODE = STRICT_ALL_TABLES
;;
SET SQL_MODE = ''
;;
CREATE VIEW v1 AS SELECT id, val FROM t1 WHERE val >= 1 AND val <= 5 WITH CHECK OPTION
;;
CREATE VIEW v1 AS
SELECT profile.person_id AS person_id
  FROM t1 profile, t2 userrole, t3 role
    WHERE userrole.person_id = profile.person_id AND
          role.role_id = userrole.role_id AND
          profile.status_flg = 'A'
  ORDER BY profile.person_id,role.app_name,role.role_name
;;
set @@sql_mode=traditional
;;
CREATE TABLE t1 (str text)
;;
CREATE DATABASE temporary
;;
CREATE VIEW v1 AS SELECT 1 FROM t1
UNION
SELECT 1 FROM DUAL WHERE 1 GROUP BY 1 HAVING 1 ORDER BY 1
  FOR UPDATE
;;
-- main/view_alias.test
create view v1 as select interval(55,10) as my_col
;;
-- main/view_grant.test
CREATE DEFINER=`unknown`@`unknown` SQL SECURITY DEFINER VIEW v1 AS SELECT 1
;;
-- main/win.test
set sql_mode='ERROR_FOR_DIVISION_BY_ZERO'
;;
CREATE TABLE t1 (name CHAR(10), test CHAR(10), score TINYINT)
;;
SET sql_mode = 'ONLY_FULL_GROUP_BY'
;;
SET SESSION sql_mode = "ONLY_FULL_GROUP_BY"
;;
-- main/win_big.test
create table t21 as
select 
  a,
  sum(b) over (order by a range between 5000 preceding and 5000 following) as SUM_B1
from
  t10
;;
-- main/win_percentile.test
CREATE TABLE t1 (name CHAR(10), test double, score DECIMAL(19,4))
;;
CREATE OR REPLACE TABLE t2 AS SELECT name, PERCENTILE_DISC(0.5)
  WITHIN GROUP (ORDER BY star_rating)
  OVER (PARTITION BY name) AS pc FROM t1
;;
-- main/xtradb_mrr.test
CREATE TABLE t1(c1 TIME NOT NULL, c2 TIME NULL, c3 DATE, PRIMARY KEY(c1), UNIQUE INDEX(c2)) engine=innodb
;;
-- suite/binlog/include/binlog.test
create table t1 (id tinyint auto_increment primary key)
;;
-- suite/binlog/include/insert_select-binlog.test
create table t2(unique(a)) select a from t1
;;
-- suite/binlog/t/binlog_1pc.test
CREATE TABLE ta2 ENGINE = Aria SELECT * from t
;;
-- suite/binlog/t/binlog_drop_if_exists.test
DROP TABLE /* comment */ t1
;;
DROP TABLE IF EXISTS /* comment */ t1
;;
DROP TABLE /**/ t1
;;
-- suite/binlog/t/binlog_invalid_read_in_rotate.test
DROP TABLE /*! IF EXISTS*/ t1
;;
CREATE TABLE `t1` (
`col_int` int,
pk integer auto_increment,
`col_char_12_key` char(12),
`col_int_key` int,
`col_char_12` char(12),
primary key (pk),
key (`col_char_12_key` ),
key (`col_int_key` )) ENGINE=InnoDB
;;
ALTER TABLE `t1` ENABLE KEYS
;;
-- suite/binlog/t/binlog_killed.test
create table t4 (a int, b int) ENGINE=MyISAM /* for killing update and delete */
;;
-- suite/binlog/t/binlog_parallel_replication_ddl.test
CREATE OR REPLACE SEQUENCE s1
;;
-- suite/binlog/t/binlog_stm_user_variables.test
CREATE TABLE t1 (`tinyint` TINYINT,
                 `smallint` SMALLINT,
                 `mediumint` MEDIUMINT,
                 `integer` INTEGER,
                 `bigint` BIGINT,
                 `utinyint` TINYINT UNSIGNED,
                 `usmallint` SMALLINT UNSIGNED,
                 `umediumint` MEDIUMINT UNSIGNED,
                 `uinteger` INTEGER UNSIGNED,
                 `ubigint` BIGINT UNSIGNED,
                 `double` DOUBLE,
                 `float` FLOAT,
                 `real` REAL(30,2),
                 `decimal` DECIMAL(30,2)) ENGINE = MyISAM
;;
-- suite/binlog/t/binlog_table_map_optional_metadata.test
CREATE TABLE t1(c_char CHAR(10), c_varchar VARCHAR(500),
  c_tinytext TINYTEXT, c_text TEXT,
  c_mediumtext MEDIUMTEXT, c_longtext LONGTEXT CHARSET utf8)
;;
-- suite/binlog/t/binlog_tmp_table.test
create table foo (a int)
;;
create temporary table tmp1_foo like foo
;;
-- suite/binlog/t/binlog_verbose_compressed_fields.test
CREATE TABLE t1 (a TEXT, ac TEXT COMPRESSED, b TINYTEXT, bc TINYTEXT COMPRESSED, c MEDIUMTEXT, cc MEDIUMTEXT COMPRESSED, d LONGTEXT, dc LONGTEXT COMPRESSED, e VARCHAR(10), ec VARCHAR(10) COMPRESSED)
;;
-- suite/binlog/t/flashback.test
CREATE TABLE world.city (
     ID INT AUTO_INCREMENT PRIMARY KEY,
     Name VARCHAR(64),
     CountryCode VARCHAR(64),
     District VARCHAR(64),
     Population INT
) ENGINE=InnoDB
;;
DROP TABLE world.city
;;
CREATE TABLE t1 (
  c01 TINYINT PRIMARY KEY,
  c02 SMALLINT,
  c03 MEDIUMINT,
  c04 INT,
  c05 BIGINT,
  c06 CHAR(10),
  c07 VARCHAR(20),
  c08 TEXT,
  c09 ENUM('one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'),
  c10 SET('black', 'white', 'red', 'yellow'),
  c11 TIMESTAMP(3),
  c12 DATETIME(3)
) ENGINE = InnoDB
;;
-- suite/compat/mssql/parser.test
SET sql_mode=MSSQL
;;
CREATE TABLE [t 1] ([a b] INT)
;;
DROP TABLE [t 1]
;;
CREATE TABLE [t[1]]] (a INT)
;;
-- suite/compat/oracle/t/func_concat.test
SET sql_mode=ORACLE
;;
CREATE VIEW v1 AS SELECT 'foo'||NULL||'bar' AS test
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=ORACLE
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=ORACLE
;;
SET SQL_MODE= ORACLE
;;
-- suite/compat/oracle/t/func_substr.test
SET sql_mode=ORACLE
;;
CREATE TABLE t1 (c1 VARCHAR(10),start INTEGER, length INTEGER)
;;
CREATE TABLE t2 AS SELECT SUBSTR(C1,1,1) AS C1 from t1
;;
-- suite/compat/oracle/t/parser.test
SET sql_mode=ORACLE
;;
CREATE TABLE comment (comment INT)
;;
DROP TABLE comment
;;
set sql_mode=ORACLE
;;
-- suite/compat/oracle/t/sp-record.test
set sql_mode=oracle
;;
CREATE TABLE t1
(
    dept_id    NUMBER(4),
    dept_name  VARCHAR2(30),
    mgr_id     NUMBER(6),
    loc_id     NUMBER(4)
)
;;
SET sql_mode=default
;;
SET sql_mode=ORACLE
;;
CREATE TABLE TYPE(a INTEGER)
;;
DROP TABLE TYPE
;;
CREATE TABLE t1(TYPE INTEGER)
;;
-- suite/compat/oracle/t/sp.test
SET sql_mode=ORACLE
;;
CREATE TABLE charset (charset INT)
;;
DROP TABLE charset
;;
CREATE TABLE truncate (truncate INT)
;;
DROP TABLE truncate
;;
CREATE TABLE begin (begin INT)
;;
DROP TABLE begin
;;
CREATE TABLE end (end INT)
;;
CREATE TABLE t1 AS SELECT SQL%ROWCOUNT
;;
-- suite/compat/oracle/t/type_date.test
SET sql_mode=ORACLE
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=ORACLE
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (a DATE)
;;
SET sql_mode=ORACLE
;;
ALTER TABLE t1 MODIFY a DATE
;;
ALTER TABLE t1 MODIFY a oracle_schema.DATE
;;
-- suite/csv/csv.test
CREATE TABLE bug13894 ( val integer not null ) ENGINE = CSV
;;
-- suite/federated/federated_server.test
DROP TABLE IF EXISTS federated.old
;;
-- suite/funcs_1/t/is_basics_mixed.test
DROP DATABASE IF EXISTS db_datadict
;;
CREATE DATABASE db_datadict
;;
-- suite/funcs_1/t/is_check_constraints.test
CREATE TABLE t0
(
 t int, check (t>32) # table constraint
) ENGINE=myisam
;;
CREATE TABLE t1
( t int CHECK(t>2), # field constraint
 tt int,
 CONSTRAINT CHECK (tt > 32), CONSTRAINT CHECK (tt <50),# autogenerated names table constraints
 CONSTRAINT CHK_tt CHECK(tt<100) # named table constraint
) ENGINE=InnoDB
;;
CREATE TABLE t3
(
a int,
b int check (b>0), # field constraint named 'b'
CONSTRAINT b check (b>10), # table constraint
# `CHECK_CLAUSE` should allow more then `var(64)` constraints
CONSTRAINT b1 check (b<123456789012345678901234567890123456789012345678901234567890123456789)
) ENGINE=InnoDB
;;
create table t(check (t0>0),
               t0 int,
               t1 int check (t1<0),
               t2 int check (t2<-1),
               CONSTRAINT tc_1 check(t1 > 1),
               CONSTRAINT t2 check(t2 > 1))
;;
-- suite/galera/t/MDEV-27001.test
CREATE TABLE t3 (c INT) PARTITION BY RANGE (c) (PARTITION p1 VALUES LESS THAN (1000))
;;
ALTER TABLE t3 CONVERT TABLE tp2 TO PARTITION p2 VALUES LESS THAN (2000)
;;
-- suite/galera/t/MDEV-27123.test
create table t4 (c1 int primary key auto_increment) engine=innodb
;;
alter table t4 add (c2 varchar(50))
;;
-- suite/galera/t/MDEV-27862.test
CREATE SEQUENCE seq NOCACHE ENGINE=InnoDB
;;
DROP SEQUENCE seq
;;
-- suite/galera/t/MDEV-30764.test
CREATE TABLE t1(c1 NUMERIC NOT NULL)
;;
SET SESSION SQL_MODE='HIGH_NOT_PRECEDENCE'
;;
-- suite/galera/t/MDEV-37056.test
CREATE SEQUENCE t INCREMENT BY 0 CACHE=0 ENGINE=InnoDB
;;
-- suite/galera/t/MDEV-37366.test
CREATE SEQUENCE `seq_test` start with 1 minvalue 1 maxvalue 9223372036854775806 increment by 0 cache 1000 nocycle ENGINE=InnoDB
;;
-- suite/galera/t/MW-369.test
CREATE TABLE p (f1 INTEGER PRIMARY KEY, f2 INTEGER UNIQUE KEY) ENGINE=INNODB
;;
-- suite/galera/t/create.test
CREATE TEMPORARY TABLE `t1_temp` AS SELECT * FROM `t1` WHERE i = 1
;;
-- suite/galera/t/galera_FK_duplicate_client_insert.test
CREATE TABLE user_session(id int primary key, fk1 int, fk2 int) ENGINE=InnoDB
;;
alter table user_session add foreign key (fk1) references user(id)
;;
drop table user_session,user
;;
-- suite/galera/t/galera_bf_background_statistics.test
CREATE TABLE t1 (f1 INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY, f2 INTEGER DEFAULT 1) ENGINE=InnoDB
;;
-- suite/galera/t/galera_disallow_local_gtid.test
CREATE TABLE tab3(a int not null primary key) engine=MEMORY
;;
ALTER TABLE tab FORCE
;;
DROP TABLE tab
;;
-- suite/galera/t/galera_fk_lock_wait.test
DROP TABLE child, parent
;;
-- suite/galera/t/galera_load_data.test
CREATE TABLE cardtest_tbl (
  `id` bigint(18) NOT NULL AUTO_INCREMENT,
  `course` bigint(18) NOT NULL,
  `name` varchar(200) DEFAULT NULL,
  `intro` longtext DEFAULT NULL,
  `introformat` smallint(4) DEFAULT 0,
  `timecreated` bigint(18) NOT NULL,
  `timemodified` bigint(18) NOT NULL,
  `grademethod` varchar(255) DEFAULT NULL,
  `grade` decimal(10,5) DEFAULT NULL,
  `updategradeoncompletion` tinyint(2) DEFAULT 1,
  `competencyoncompletion` varchar(255) DEFAULT NULL,
  `evaluationmethod` varchar(255) DEFAULT NULL,
  `completionmethod` varchar(255) DEFAULT NULL,
  `alloweddates` varchar(1024) DEFAULT NULL,
  `allowedslots` varchar(1024) DEFAULT NULL,
  `permissions` smallint(4) DEFAULT NULL,
  `notifications` varchar(1024) DEFAULT NULL,
  `type` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=1324 DEFAULT CHARSET=utf8 ROW_FORMAT=COMPRESSED
;;
-- suite/galera/t/galera_partition_key.test
CREATE TABLE `t1` (
  `id` int(10) unsigned NOT NULL,
  `other_id` int(10) unsigned NOT NULL,
  PRIMARY KEY (`id`,`other_id`)
) ENGINE=InnoDB
 PARTITION BY LIST (`id` MOD 2)
(PARTITION `p0` VALUES IN (0) ENGINE = InnoDB,
 PARTITION `p1` VALUES IN (1) ENGINE = InnoDB)
;;
-- suite/galera/t/galera_pk_bigint_signed.test
CREATE TABLE t1 (f1 BIGINT SIGNED PRIMARY KEY, f2 VARCHAR(5)) ENGINE=InnoDB
;;
-- suite/galera/t/galera_sequences.test
ALTER SEQUENCE seq MAXVALUE = 10000 NOCACHE
;;
CREATE OR REPLACE SEQUENCE t MAXVALUE=13 INCREMENT BY 1 NOCACHE engine=innodb
;;
-- suite/galera/t/galera_sst_mariabackup_table_options.test
CREATE TABLE t2 (f1 CHAR(255)) ENGINE=InnoDB PAGE_COMPRESSED=1
;;
CREATE TABLE t6 (f1 CHAR(255)) ENGINE=InnoDB ROW_FORMAT=COMPRESSED ENCRYPTED=NO
;;
-- suite/galera/t/galera_var_certify_nonPK_off.test
CREATE TABLE t1 (f1 INTEGER) ENGINE=InnoDB /* Table has no primary key */
;;
-- suite/galera/t/galera_virtual_column.test
CREATE TABLE c (id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT, pid INT UNSIGNED, bitmap TINYINT UNSIGNED NOT NULL DEFAULT 0, bitmap5 TINYINT UNSIGNED GENERATED ALWAYS AS (bitmap&(1<<5)) VIRTUAL, FOREIGN KEY (pid) REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE)
;;
CREATE INDEX bitmap5 ON c(bitmap5) USING BTREE
;;
-- suite/galera/t/lp959512.test
DROP TABLE IF EXISTS foo
;;
CREATE TABLE variable (
   name varchar(128) NOT NULL DEFAULT '' COMMENT 'The name of the variable.',
   value longblob NOT NULL COMMENT 'The value of the variable.',
    PRIMARY KEY (name)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='Named variable/value pairs created by Drupal core or any...'
;;
-- suite/galera_3nodes/t/galera_vote_majority_dml.test
CREATE TABLE t1 (f1 INTEGER PRIMARY KEY, f2 BLOB) ENGINE=InnoDB
;;
ALTER TABLE t1 MODIFY f2 LONGTEXT
;;
-- suite/galera_3nodes/t/galera_vote_rejoin_mysqldump.test
CREATE TABLE t1 (f1 INTEGER) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD PRIMARY KEY (f1)
;;
ALTER TABLE t1 LOCK=SHARED, DROP PRIMARY KEY
;;
-- suite/galera_sr/t/MDEV-34836.test
CREATE TABLE child (id INT AUTO_INCREMENT PRIMARY KEY, parent_id INT, CONSTRAINT parent_fk
    FOREIGN KEY (parent_id) REFERENCES parent (id)) ENGINE=InnoDB
;;
ALTER TABLE parent AUTO_INCREMENT = 100
;;
-- suite/gcol/inc/gcol_blocked_sql_funcs_main.inc
create or replace table t1 (b double generated always as (rand()) virtual)
;;
create or replace table t1 (a datetime generated always as (curdate()) virtual)
;;
create or replace table t1 (a varchar(1024), b varchar(1024) generated always as (database()) virtual)
;;
create or replace table t1 (a varchar(32) generated always as (schema()) virtual)
;;
-- suite/gcol/inc/gcol_column_def_options.inc
create table t1 (a int, b int generated always as (a % 2) virtual comment 'my comment')
;;
create table t1 (pk int auto_increment primary key, col_int_nokey int generated always as (pk + col_int_key), col_int_key int)
;;
CREATE TABLE t1 (
  a INTEGER,
  b INTEGER GENERATED ALWAYS AS (a) VIRTUAL,
  c INTEGER GENERATED ALWAYS AS (b) VIRTUAL,
  INDEX idx (b,c)
)
;;
CREATE TABLE t1 (c CHAR(10) CHARACTER SET utf8 COLLATE utf8_bin GENERATED ALWAYS AS ("foo bar"))
;;
CREATE TABLE t1(
 col1 INTEGER PRIMARY KEY,
 col2 INTEGER,
 col3 INTEGER,
 col4 INTEGER,
 vgc1 INTEGER AS (col2 + col3) VIRTUAL,
 sgc1 INTEGER AS (col2 - col3) STORED
)
;;
ALTER TABLE t1 MODIFY COLUMN vgc1 INTEGER AS (col2 * col3) VIRTUAL
;;
ALTER TABLE t1 MODIFY COLUMN sgc1 INTEGER AS (col2 / col3) STORED
;;
SET sql_mode= 'ANSI'
;;
SET sql_mode= ''
;;
CREATE TABLE t1(a INT PRIMARY KEY DEFAULT 5,
                b INT AS (1 + DEFAULT(a)) STORED,
                c INT AS (1 + DEFAULT(a)) VIRTUAL)
;;
-- suite/gcol/inc/gcol_ins_upd.inc
CREATE TABLE b (
pk INTEGER AUTO_INCREMENT,
col_varchar_nokey VARCHAR(1),
col_varchar_key VARCHAR(2) GENERATED ALWAYS AS
(CONCAT(col_varchar_nokey, col_varchar_nokey)),
PRIMARY KEY (pk)
)
;;
CREATE TABLE bb (
pk INTEGER AUTO_INCREMENT,
col_varchar_nokey VARCHAR(1) /*! NULL */,
col_varchar_key VARCHAR(2) GENERATED ALWAYS AS
(CONCAT(col_varchar_nokey, col_varchar_nokey)),
PRIMARY KEY (pk)
)
;;
CREATE TABLE t (
  a INTEGER,
  b BLOB GENERATED ALWAYS AS (a) VIRTUAL,
  INDEX (b(57))
)
;;
CREATE TABLE t (
  a INT,
  b YEAR GENERATED ALWAYS AS ('a') VIRTUAL,
  c YEAR GENERATED ALWAYS AS ('aaaa') VIRTUAL,
  b1 YEAR GENERATED ALWAYS AS ('a') STORED,
  c1 YEAR GENERATED ALWAYS AS ('aaaa') STORED,
  UNIQUE(b),
  UNIQUE(b1)
)
;;
-- suite/gcol/inc/gcol_keys.inc
CREATE TABLE A (
col_varchar_nokey TEXT ,
col_varchar_key TEXT GENERATED ALWAYS AS (REPEAT(col_varchar_nokey, 1000)),
KEY (col_varchar_key(50))
)
;;
CREATE TABLE D (
pk INTEGER AUTO_INCREMENT,
col_date_nokey BLOB,
col_date_key BLOB GENERATED ALWAYS AS (REPEAT(col_date_nokey,1000)) VIRTUAL,
col_datetime_nokey LONGBLOB,
col_time_nokey LONGTEXT,

col_datetime_key LONGBLOB GENERATED ALWAYS AS (REPEAT(col_datetime_nokey, 1000)),
col_time_key LONGTEXT GENERATED ALWAYS AS (REPEAT(col_datetime_nokey, 1000)),

col_varchar_nokey TEXT,
col_varchar_key TEXT GENERATED ALWAYS AS (REPEAT(col_varchar_nokey, 1000)),

PRIMARY KEY (pk),
KEY (col_varchar_key(50)),
KEY (col_date_key(20)),
KEY (col_time_key(20)),
KEY (col_datetime_key(20)),
KEY (col_varchar_key(10), col_date_key(10), col_time_key(5), col_datetime_key(5))
)
;;
CREATE TABLE t1 (
  pk int(11) NOT NULL,
  col_int_nokey int(11),
  col_int_key int(11) GENERATED ALWAYS AS (col_int_nokey) VIRTUAL,
  col_date_nokey date,
  col_date_key date GENERATED ALWAYS AS (col_date_nokey) VIRTUAL,
  PRIMARY KEY (pk),
  UNIQUE KEY col_int_key (col_int_key)
)
;;
CREATE TABLE t1 (
  pk int primary key auto_increment,
  col_int_key INTEGER ,
  col_int_gc_key INT GENERATED ALWAYS AS (col_int_key + 1) STORED,
  KEY col_int_gc_key(col_int_gc_key)
)
;;
CREATE TABLE t1 (
  pk INT,
  i TINYINT,
  ts TIMESTAMP NULL,
  vi TINYINT AS (i+1) PERSISTENT,
  vts TIMESTAMP(5) AS (ts) VIRTUAL,
  PRIMARY KEY(pk),
  UNIQUE(vts)
)
;;
-- suite/gcol/inc/gcol_select.inc
CREATE TABLE BB (
  col_time_key time NOT NULL,
  col_time_nokey time GENERATED ALWAYS AS (ADDTIME(col_datetime_key, col_time_key)) VIRTUAL,
  col_datetime_key datetime NOT NULL)
;;
CREATE TABLE CC (
pk INTEGER AUTO_INCREMENT,
col_datetime_nokey DATETIME /*! NULL */,
col_time_nokey TIME /*! NULL */,
col_time_key TIME GENERATED ALWAYS AS
(ADDTIME(col_datetime_nokey, col_time_nokey)),
col_varchar_nokey VARCHAR(1) /*! NULL */,
col_varchar_key VARCHAR(2) GENERATED ALWAYS AS
(CONCAT(col_varchar_nokey, col_varchar_nokey)),
PRIMARY KEY (pk))
;;
CREATE TABLE cc (
  pk INTEGER AUTO_INCREMENT,
  col_int_nokey INTEGER NOT NULL,
  col_int_key INTEGER GENERATED ALWAYS AS
  (col_int_nokey + col_int_nokey) VIRTUAL,
  PRIMARY KEY (pk),
  KEY (col_int_key)
)
;;
SET sql_mode=""
;;
CREATE TABLE d (
  col_int int(11) DEFAULT NULL,
  col_varchar_10_utf8 varchar(10) CHARACTER SET utf8 DEFAULT NULL,
  pk int(11) NOT NULL AUTO_INCREMENT,
  col_int_key int(11) GENERATED ALWAYS AS (col_int+col_int) VIRTUAL,
  col_varchar_10_utf8_key varchar(10) CHARACTER SET utf8 GENERATED ALWAYS AS (REPEAT(SUBSTRING(col_varchar_10_utf8, -1), 5)) VIRTUAL,
  PRIMARY KEY (pk),
  KEY col_int_key (col_int_key),
  KEY col_varchar_10_utf8_key (col_varchar_10_utf8_key),
  KEY cover_key1 (col_int_key, col_varchar_10_utf8_key)
)
;;
CREATE TABLE t1(a INT)
;;
ALTER TABLE t1 ADD COLUMN b SMALLINT AS (a) VIRTUAL
;;
-- suite/gcol/inc/gcol_view.inc
CREATE TABLE t1 (a BLOB, b TEXT AS (a) VIRTUAL)
;;
-- suite/gcol/t/gcol_bug20746926.test
set sql_mode=''
;;
create table t1 (
a date not null,
b mediumtext generated always as ((a not in (a,a))) virtual,
c timestamp generated always as ((a not in (b,b))) stored
)
;;
-- suite/gcol/t/gcol_bugfixes.test
SET SQL_MODE=PIPES_AS_CONCAT
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode=""
;;
CREATE OR REPLACE TABLE t2 (
  number BIGINT(20) NOT NULL,
  lrn BIGINT(20) NOT NULL DEFAULT 0,
  source VARCHAR(15) NOT NULL
                    DEFAULT (REVERSE(SUBSTRING_INDEX(REVERSE(user()), '@', 1))),
  PRIMARY KEY (number)
)
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t1 (c1 CHAR AS (CONCAT (0,DAYNAME (0))))
;;
-- suite/gcol/t/innodb_virtual_basic.test
CREATE TABLE t (a geometry not null, b geometry GENERATED ALWAYS AS (a))
;;
create index idx on `t#P#1` (bt)
;;
alter table `t#P#1` remove partitioning
;;
CREATE TABLE t(a TEXT CHARSET UTF8)ENGINE=INNODB
;;
ALTER TABLE t ADD COLUMN FTS_DOC_ID BLOB GENERATED ALWAYS AS (a) VIRTUAL
;;
CREATE TABLE child (
    id INT,
    parent_id INT,
    x int(11) GENERATED ALWAYS AS (parent_id+1),
    INDEX par_ind (parent_id),
    FOREIGN KEY (parent_id)
        REFERENCES parent(id)
        ON DELETE CASCADE
) ENGINE=INNODB
;;
ALTER TABLE child ADD INDEX `i1` (x)
;;
CREATE TABLE `t` (
  `col1` int(11) DEFAULT NULL,
  `col2` int(11) DEFAULT NULL,
  `col4` int(11) DEFAULT NULL,
  `col5` int(11) GENERATED ALWAYS AS ((`col2` % `col4`)) VIRTUAL,
  `col6` int(11) GENERATED ALWAYS AS ((`col2` - `col2`)) VIRTUAL,
  `col5x` int(11) GENERATED ALWAYS AS ((`col1` / `col1`)) VIRTUAL,
  `col6x` int(11) GENERATED ALWAYS AS ((`col2` / `col4`)) VIRTUAL,
  `col7x` int(11) GENERATED ALWAYS AS ((`col6` % `col6x`)) VIRTUAL,
  `col8x` int(11) GENERATED ALWAYS AS ((`col6` / `col6`)) VIRTUAL,
  `col9` text,
  `col7c` int(11) GENERATED ALWAYS AS ((`col6x` % `col6x`)) VIRTUAL,
  `col1b` varchar(20) GENERATED ALWAYS AS (`col1`) VIRTUAL,
  `col3` int(11) DEFAULT NULL,
  `col7` int(11) DEFAULT NULL,
  `col5c` int(11) GENERATED ALWAYS AS ((`col5x` * `col6`)) VIRTUAL,
  `col6c` varchar(20) GENERATED ALWAYS AS (`col5x`) VIRTUAL,
  `col3b` bigint(20) GENERATED ALWAYS AS ((`col6x` * `col6`)) VIRTUAL,
  `col1a` varchar(20) GENERATED ALWAYS AS (`col1`) VIRTUAL,
  `col8` int(11) DEFAULT NULL,
  UNIQUE KEY `col5` (`col5`),
  UNIQUE KEY `col6x` (`col6x`),
  UNIQUE KEY `col5_2` (`col5`),
  KEY `idx2` (`col9`(10)),
  KEY `idx4` (`col2`),
  KEY `idx8` (`col9`(10),`col5`),
  KEY `idx9` (`col6`),
  KEY `idx6` (`col6`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
ALTER TABLE t CHANGE COLUMN col3b col8a BIGINT GENERATED ALWAYS AS
(col6x * col6) VIRTUAL, ADD UNIQUE KEY uidx ( col8a )
;;
CREATE TABLE `t` (
  `a` int(11) NOT NULL,
  `d` int(11) NOT NULL,
  `b` varchar(198) NOT NULL,
  `c` char(177) DEFAULT NULL,
  `vadcol` int(11) GENERATED ALWAYS AS ((`a` + length(`d`))) STORED,
  `vbcol` char(2) GENERATED ALWAYS AS (substr(`b`,2,2)) VIRTUAL,
  `vbidxcol` char(3) GENERATED ALWAYS AS (substr(`b`,1,3)) VIRTUAL,
  PRIMARY KEY (`b`(10),`a`,`d`),
  KEY `d` (`d`),
  KEY `a` (`a`),
  KEY `c_renamed` (`c`(99),`b`(35)),
  KEY `b` (`b`(5),`c`(10),`a`),
  KEY `vbidxcol` (`vbidxcol`),
  KEY `a_2` (`a`,`vbidxcol`),
  KEY `vbidxcol_2` (`vbidxcol`,`d`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
-- suite/gcol/t/innodb_virtual_debug_purge.test
CREATE TABLE t (
  a TINYBLOB,
  b TINYBLOB,
  c TINYBLOB GENERATED ALWAYS AS (CONCAT(a,b)) VIRTUAL,
  h VARCHAR(10) DEFAULT NULL,
  i INT
) ROW_FORMAT=COMPACT ENGINE=InnoDB
;;
CREATE TABLE t1(
 u INT PRIMARY KEY, b BLOB, ug INT GENERATED ALWAYS AS (u) VIRTUAL,
 INDEX bug(b(100),ug)
) ENGINE=InnoDB
;;
CREATE TABLE t1 (y YEAR, vy YEAR AS (y) VIRTUAL UNIQUE, pk INT PRIMARY KEY)
ENGINE=InnoDB
;;
-- suite/gcol/t/innodb_virtual_index.test
SET @@SESSION.sql_mode=default
;;
CREATE TABLE `ibstd_08` (
 `nc00577` tinyint(4) DEFAULT NULL,
  `nc07844` varchar(41) DEFAULT NULL,
  `gc01908` point NOT NULL,
  `nc04156` char(17) DEFAULT NULL,
  `nc09536` longblob NOT NULL,
  `nc09231` decimal(10,0) NOT NULL,
  `a` int(11) NOT NULL,
  `b` varchar(198) NOT NULL,
  `nc04560` mediumtext,
  `c` char(187) DEFAULT NULL,
  `vbidxcol` char(3) GENERATED ALWAYS AS (substr(`b`,1,3)) VIRTUAL,
  `gc00881` polygon NOT NULL,
  `nc05121` int(11) NOT NULL DEFAULT '85941481',
  KEY `a` (`a`),
  KEY `b` (`b`(3),`a`),
  KEY `c` (`c`(99),`b`(25)),
  KEY `b_2` (`b`(5),`c`(10),`a`),
  KEY `vbidxcol` (`vbidxcol`),
  KEY `a_2` (`a`,`vbidxcol`),
  KEY `vbidxcol_2` (`vbidxcol`),
  FULLTEXT KEY `ftsic` (`c`,`b`)
) ENGINE=InnoDB
;;
set sql_mode=""
;;
SET sql_mode = default
;;
CREATE TABLE t1 (
     col1 int(11) NOT NULL,
     col2 int(11) DEFAULT NULL,
     col3 int(11) NOT NULL,
     col4 int(11) DEFAULT NULL,
     col5 int(11) GENERATED ALWAYS AS ((col1 % col4)) VIRTUAL,
     col6 int(11) GENERATED ALWAYS AS ((col2 - col4)) VIRTUAL,
     col5x int(11) GENERATED ALWAYS AS ((col3 / col2)) VIRTUAL,
     col6b varchar(20) GENERATED ALWAYS AS (col2) VIRTUAL,
     col6x int(11) GENERATED ALWAYS AS ((col2 % col1)) VIRTUAL,
     col7 int(11) GENERATED ALWAYS AS ((col6x + col5x)) VIRTUAL,
     col8 int(11) GENERATED ALWAYS AS ((col5x / col5)) VIRTUAL,
     col7x int(11) GENERATED ALWAYS AS ((col5x + col5)) VIRTUAL,
     col8x int(11) GENERATED ALWAYS AS ((col5 / col5x)) VIRTUAL,
     col9 text,
     col2b varchar(20) GENERATED ALWAYS AS (col4) VIRTUAL,
     col8a int(11) GENERATED ALWAYS AS (col2) VIRTUAL,
     col4b varchar(20) GENERATED ALWAYS AS (col4) VIRTUAL,
     col1c int(11) GENERATED ALWAYS AS ((col2 * col1)) VIRTUAL,
     extra int(11) DEFAULT NULL,
     col5c int(11) GENERATED ALWAYS AS ((col1 / col1)) VIRTUAL,
     col6a bigint(20) GENERATED ALWAYS AS ((col3 / col1)) VIRTUAL,
     col1a varchar(20) GENERATED ALWAYS AS (col6) VIRTUAL,
     col6c int(11) GENERATED ALWAYS AS ((col2 % col2)) VIRTUAL,
     col7c bigint(20) GENERATED ALWAYS AS ((col2 / col1)) VIRTUAL,
     col2c int(11) GENERATED ALWAYS AS ((col5 % col5)) VIRTUAL,
     col1b int(11) GENERATED ALWAYS AS ((col1 / col2)) VIRTUAL,
     col3b bigint(20) GENERATED ALWAYS AS ((col6x % col6)) VIRTUAL,
     UNIQUE KEY idx7 (col1,col3,col2),
     UNIQUE KEY uidx (col9(10)),
     KEY idx15 (col9(10) DESC,col2 DESC),
     KEY idx10 (col9(10) DESC,col1 DESC),
     KEY idx11 (col6x DESC),
     KEY idx6 (col9(10) DESC,col7 DESC),
     KEY idx14 (col6 DESC)
   ) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
CREATE TABLE t1(
  a VARCHAR(1000) GENERATED ALWAYS AS ('1') VIRTUAL,
  b VARCHAR(1000) NOT NULL,
  c VARCHAR(1000) GENERATED ALWAYS AS (b) STORED,
  KEY (b(1)),
  KEY (a(1))
) ENGINE=InnoDB ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=1
;;
CREATE TABLE t1 (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  a INT,
  va INT ZEROFILL AS (a) VIRTUAL,
  b TIMESTAMP,
  c CHAR(204),
  vc CHAR(8),
  KEY(vc,c(64),b,va)
) ENGINE=InnoDB CHARACTER SET utf32
;;
CREATE TABLE t1 (id INT PRIMARY KEY, a CHAR(3),
		 b CHAR(8) AS (a) VIRTUAL, KEY(b))
		 ROW_FORMAT=REDUNDANT ENGINE=InnoDB
		 CHARACTER SET utf8
;;
-- suite/gcol/t/main_mysqldump.test
CREATE TABLE t1 (pk INTEGER, a INTEGER, b INTEGER, c VARCHAR(16),
                 sum INTEGER GENERATED ALWAYS AS (a+b),
                 sub VARCHAR(4) GENERATED ALWAYS AS (SUBSTRING(c, 1, 4)),
                 key k1(sum),
                 key k2(sub)
) engine=innodb
;;
-- suite/handler/interface.test
CREATE TABLE t1 (g GEOMETRY NOT NULL, SPATIAL gi(g))
;;
CREATE TABLE t1 (w VARCHAR(100), FULLTEXT fk(w))
;;
-- suite/heap/heap.test
create table t1 (a int not null,b int not null, primary key (a)) engine=heap comment="testing heaps" avg_row_length=100 min_rows=1 max_rows=100
;;
create table t1 (a int not null,b int not null, primary key (a)) engine=memory comment="testing heaps"
;;
CREATE TABLE t1 (pseudo char(35) PRIMARY KEY, date int(10) unsigned NOT NULL) ENGINE=HEAP
;;
-- suite/heap/heap_auto_increment.test
create table t1 (a int not null auto_increment,b int, primary key (a)) engine=heap auto_increment=3
;;
-- suite/heap/heap_memory_used.test
CREATE TABLE t1 (a int, index(a)) engine=heap min_rows=10 max_rows=100
;;
CREATE TABLE t1 (a int, index(a)) engine=heap max_rows=15000
;;
-- suite/innodb/t/101_compatibility.test
CREATE TABLE tp(a INT) ENGINE=InnoDB ROW_FORMAT=DYNAMIC PAGE_COMPRESSED=1
;;
-- suite/innodb/t/alter_copy_bulk.test
CREATE TABLE t1(f1 CHAR(200), f2 INT NOT NULL)engine=InnoDB
;;
ALTER TABLE t1 ALGORITHM=COPY, FORCE
;;
-- suite/innodb/t/alter_foreign_crash.test
CREATE TABLE Bug.parent(a SERIAL) ENGINE=INNODB
;;
CREATE TABLE Bug.child(a SERIAL, FOREIGN KEY f(a) REFERENCES Bug.parent(a))
ENGINE=INNODB
;;
create database bug
;;
create table child(a serial, foreign key fk (a) references parent(a))engine=innodb
;;
alter table parent row_format=dynamic
;;
-- suite/innodb/t/alter_persistent_autoinc.test
CREATE TABLE t1 (c INT AUTO_INCREMENT NULL UNIQUE) ENGINE=InnoDB
;;
-- suite/innodb/t/alter_table.test
set @@sql_mode=strict_trans_tables
;;
create table t1(a text not null) row_format=dynamic engine=innodb
;;
set @@sql_mode=default
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (pk TIMESTAMP PRIMARY KEY, a TIMESTAMP NULL UNIQUE)
ENGINE=InnoDB
;;
-- suite/innodb/t/alter_varchar_change.test
CREATE TABLE t1(f1 INT NOT NULL,
		f2 VARCHAR(100), FULLTEXT idx(f2))ENGINE=InnoDB
;;
-- suite/innodb/t/autoinc_persist.test
SET SQL_MODE='STRICT_ALL_TABLES'
;;
CREATE TABLE mdev6076a (b INT) ENGINE=InnoDB
;;
ALTER TABLE mdev6076a ADD COLUMN a SERIAL FIRST, ALGORITHM=INPLACE
;;
set SQL_MODE = NO_AUTO_VALUE_ON_ZERO
;;
-- suite/innodb/t/change_column_collation.test
CREATE TABLE t1 (
  id INT PRIMARY KEY,
  msg VARCHAR(100) CHARACTER SET utf8 COLLATE utf8_swedish_ci UNIQUE
) ENGINE=INNODB
;;
ALTER TABLE t1 MODIFY msg VARCHAR(100) CHARACTER SET utf8 COLLATE utf8_unicode_ci, ALGORITHM=inplace
;;
CREATE TABLE t1 (
  id INT PRIMARY KEY,
  msg VARCHAR(100) CHARACTER SET utf8 COLLATE utf8_bin,
  unique index(msg)
) ENGINE=INNODB
;;
-- suite/innodb/t/create_table_insert_skip_locked.test
CREATE TEMPORARY TABLE s0 AS SELECT * FROM t1 WHERE state = 0 LIMIT 2 LOCK IN SHARE MODE
;;
-- suite/innodb/t/cursor-restore-locking.test
CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL UNIQUE) engine = InnoDB, STATS_PERSISTENT=0
;;
-- suite/innodb/t/default_row_format_compatibility.test
CREATE TABLE tab(a INT) ENGINE=InnoDB
;;
ALTER TABLE tab DISCARD TABLESPACE
;;
CREATE TABLE tab(a INT PRIMARY KEY, b VARCHAR(5000), KEY idx1(b(767))) ENGINE= InnoDB
;;
ALTER TABLE tab ROW_FORMAT=COMPRESSED
;;
-- suite/innodb/t/default_row_format_create.test
CREATE TEMPORARY TABLE tt(a INT PRIMARY KEY)
ROW_FORMAT=DYNAMIC page_compressed=1 ENGINE=InnoDB
;;
ALTER TABLE t FORCE, ROW_FORMAT=DEFAULT, ALGORITHM=INPLACE
;;
-- suite/innodb/t/dropdb.test
CREATE TABLE t2(a INT PRIMARY KEY REFERENCES t1(a)) ENGINE=InnoDB
;;
-- suite/innodb/t/foreign-keys.test
drop table title, department, people
;;
create table t2 (id int not null primary key, fid int not null,
CONSTRAINT fk_fid FOREIGN KEY (fid) REFERENCES t1 (id))engine=innodb
;;
create table t2яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш
(f1яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш varchar(100),
 f2яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш int not null,
 index i2яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш
      (f2яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш)
) engine=innodb
;;
alter table t2яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш add foreign key(f2яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш) references t1яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш(f1яяяяяяяяяяььььььььььззззззззззшшшшшшшшшш)
;;
-- suite/innodb/t/foreign_key.test
CREATE TABLE child(a INT,FOREIGN KEY(a) REFERENCES parent(a) ON DELETE CASCADE)
ENGINE=InnoDB
;;
ALTER TABLE child DROP INDEX a
;;
CREATE TABLE best.t2 (a INT PRIMARY KEY, b TEXT, FULLTEXT INDEX(b),
FOREIGN KEY (a) REFERENCES test.t1(a)) ENGINE=InnoDB
;;
CREATE TABLE t1 (f VARCHAR(256), FTS_DOC_ID BIGINT UNSIGNED PRIMARY KEY)
ENGINE=InnoDB
;;
create table t2 (x int references t1(x), y int constraint fk references t1(y))
;;
CREATE TABLE t2 (a INT PRIMARY KEY, b INT UNIQUE REFERENCES t1(b)) ENGINE=InnoDB
;;
-- suite/innodb/t/index_merge_threshold.test
CREATE TABLE tab(a BIGINT PRIMARY KEY,c1 TINYTEXT,c2 TEXT,c3 MEDIUMTEXT,
c4 TINYBLOB,c5 BLOB,c6 MEDIUMBLOB,c7 LONGBLOB) ENGINE=InnoDB
;;
CREATE INDEX index1 ON tab(c1(255)) COMMENT 'Check index level merge MERGE_THRESHOLD=51'
;;
CREATE INDEX index7 ON tab(c7(750)) COMMENT 'Check index level merge MERGE_THRESHOLD=40'
;;
ALTER TABLE tab comment='MERGE_THRESHOLD=49'
;;
ALTER TABLE tab MODIFY COLUMN c7 VARCHAR(2048)
;;
ALTER TABLE tab ADD INDEX index8 (c7(750)) COMMENT 'Check index level merge MERGE_THRESHOLD=45'
;;
CREATE TABLE tab1 (a bigint primary key, b varchar(2048)) engine=InnoDB
COMMENT='MERGE_THRESHOLD=35'
;;
-- suite/innodb/t/innodb-alter-debug.test
CREATE TABLE t1ć (c1 INT PRIMARY KEY, c2 INT, INDEX(c2),
                  CONSTRAINT t1c2 FOREIGN KEY (c2) REFERENCES ①(c2))
ENGINE=InnoDB
;;
ALTER TABLE t1ć DROP FOREIGN KEY t1c2, RENAME TO ②
;;
ALTER TABLE ① CHANGE c2 š INT
;;
-- suite/innodb/t/innodb-alter-table.test
CREATE TABLE `w_findispmon05u` (
`atpkey` INT(11) NOT NULL DEFAULT '0',
`atzo05` INT(11) NULL DEFAULT NULL,
`pos` BIGINT(21) NULL DEFAULT NULL,
`f5BnvB` INT(9) NULL DEFAULT NULL,
`f5atbvb` INT(11) NULL DEFAULT NULL,
`f5atbwmg` INT(11) NULL DEFAULT NULL,
`f5pBneu` BIGINT(12) NULL DEFAULT NULL,
`atbwdt` INT(11) NULL DEFAULT NULL,
`atbwzt` INT(11) NULL DEFAULT NULL,
`atbart` VARCHAR(10) NULL DEFAULT NULL
)
COLLATE='utf8_general_ci'
ENGINE=InnoDB
;;
ALTER TABLE `w_findispmon05u`
CHANGE COLUMN `atpkey` `f5atpkey` INT(11) NOT NULL DEFAULT '0' FIRST,
CHANGE COLUMN `atzo05` `f5atzo05` INT(11) NULL DEFAULT NULL AFTER `f5atpkey`,
CHANGE COLUMN `atbwdt` `f5atbwdt` INT(11) NULL DEFAULT NULL AFTER `f5pBneu`,
CHANGE COLUMN `atbwzt` `f5atbwzt` INT(11) NULL DEFAULT NULL AFTER `f5atbwdt`,
CHANGE COLUMN `atbart` `f5atbart` VARCHAR(10) NULL DEFAULT NULL AFTER `f5atbwzt`,
ADD INDEX `atpkey` (`f5atpkey`),
ADD INDEX `inatkey` (`f5atzo05`, `pos`),
ADD INDEX `pos` (`pos`, `f5atzo05`)
;;
CREATE TABLE child (
        a INT NOT NULL,
        b INT NOT NULL,
        PRIMARY KEY (a)
) ENGINE=INNODB
;;
ALTER TABLE child
        CHANGE COLUMN b c INT NOT NULL,
        ADD FOREIGN KEY (c) REFERENCES parent(a)
;;
-- suite/innodb/t/innodb-alter.test
CREATE TABLE t1c (c1 INT PRIMARY KEY, c2 INT, c3 INT, INDEX(c2), INDEX(c3),
                  CONSTRAINT t1c2 FOREIGN KEY (c2) REFERENCES t1(c2),
		  CONSTRAINT t1c3 FOREIGN KEY (c3) REFERENCES t1p(c2))
ENGINE=InnoDB
;;
ALTER TABLE t1 ALTER c2 DROP DEFAULT
;;
ALTER TABLE t1 CHANGE c2 c2 INT AFTER c1
;;
ALTER TABLE t1 CHANGE c1 c1 INT FIRST
;;
ALTER TABLE t1 CHANGE C2 c3 INT
;;
ALTER TABLE t1 CHANGE c3 C INT
;;
ALTER TABLE t1 CHANGE C Cöŀumň_TWO INT
;;
ALTER TABLE t1 CHANGE cÖĿUMŇ_two c3 INT, RENAME TO t3
;;
CREATE TABLE t1o LIKE t1
;;
CREATE TABLE tv (
  pk INT PRIMARY KEY, FTS_DOC_ID BIGINT UNSIGNED NOT NULL, t TEXT,
  UNIQUE INDEX FTS_DOC_ID_INDEX(FTS_DOC_ID),
  FULLTEXT INDEX(t)
) ENGINE=InnoDB
;;
ALTER TABLE t1o ADD FULLTEXT INDEX(ct),
ADD COLUMN FTS_DOC_ID BIGINT UNSIGNED NOT NULL
;;
ALTER TABLE t1o DROP COLUMN FTS_DOC_ID, DROP INDEX ct, ALGORITHM=INPLACE
;;
ALTER TABLE t1o ADD FULLTEXT INDEX(ct), ADD COLUMN cu TEXT
;;
ALTER TABLE t1o ADD COLUMN FTS_DOC_ID BIGINT UNSIGNED NOT NULL,
ALGORITHM=INPLACE
;;
ALTER TABLE t1o DROP COLUMN FTS_DOC_ID
;;
CREATE TABLE t1n LIKE t1o
;;
ALTER TABLE t1o MODIFY c1 BIGINT UNSIGNED NOT NULL, DROP INDEX ct
;;
ALTER TABLE t1o CHANGE c1 FTS_DOC_ID BIGINT UNSIGNED NOT NULL,
ALGORITHM=INPLACE
;;
ALTER TABLE t1o ADD FULLTEXT INDEX(ct), ALGORITHM=INPLACE
;;
ALTER TABLE t1o CHANGE FTS_DOC_ID foo_id BIGINT UNSIGNED NOT NULL,
DROP INDEX ct, ALGORITHM=INPLACE
;;
CREATE TABLE t (t TEXT, FULLTEXT(t)) ENGINE=InnoDB
;;
ALTER TABLE t ROW_FORMAT=REDUNDANT, ALGORITHM=INPLACE
;;
CREATE TABLE parent(a INT, b INT, KEY(a, b)) ENGINE = InnoDB
;;
ALTER TABLE t1 ADD CONSTRAINT fk_a FOREIGN KEY(a1, a2) REFERENCES parent(a, b) ON DELETE SET NULL ON UPDATE CASCADE
;;
ALTER TABLE t1 CHANGE a2 a3 INT,ADD CONSTRAINT fk_1 FOREIGN KEY(a1, a3) REFERENCES parent(a, b) ON DELETE SET NULL ON UPDATE CASCADE
;;
ALTER TABLE parent CHANGE b c INT
;;
CREATE TABLE notes (
   id int(11) NOT NULL AUTO_INCREMENT,
   body text COLLATE utf8_unicode_ci,
   PRIMARY KEY (id)
   ) ENGINE=InnoDB AUTO_INCREMENT=1 DEFAULT CHARSET=utf8
COLLATE=utf8_unicode_ci
ROW_FORMAT=COMPRESSED
;;
ALTER TABLE notes ADD FULLTEXT INDEX index_ft_body (body(255))
;;
SET @@SQL_MODE= 'NO_ZERO_DATE'
;;
-- suite/innodb/t/innodb-autoinc.test
CREATE TABLE t1 (c1 MEDIUMINT PRIMARY KEY AUTO_INCREMENT, c2 VARCHAR(10)) ENGINE=InnoDB
;;
CREATE TABLE t1 (c1 DOUBLE NOT NULL AUTO_INCREMENT, c2 INT, PRIMARY KEY (c1)) ENGINE=InnoDB
;;
ALTER TABLE t1 CHANGE c1 c1 SERIAL
;;
CREATE TABLE t(
  a SERIAL PRIMARY KEY,
  b VARCHAR(200)) ENGINE=InnoDB
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = DEFAULT
;;
CREATE TABLE t1(C1 DOUBLE AUTO_INCREMENT KEY, C2 CHAR(10)) ENGINE=InnoDB
;;
CREATE TABLE t1(C1 FLOAT AUTO_INCREMENT KEY, C2 CHAR(10)) ENGINE=InnoDB
;;
SET sql_mode=STRICT_ALL_TABLES
;;
CREATE TABLE t1 (a DOUBLE PRIMARY KEY AUTO_INCREMENT) ENGINE=InnoDB
;;
-- suite/innodb/t/innodb-fk-warnings.test
CREATE TABLE t1 (
  id int(11) NOT NULL PRIMARY KEY,
  a int(11) NOT NULL,
  b int(11) NOT NULL,
  c int not null,
  CONSTRAINT test FOREIGN KEY (b) REFERENCES t1 (id)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
-- suite/innodb/t/innodb-get-fk.test
CREATE TABLE `repro`.`crew_role_assigned` (
`id` int(11) NOT NULL AUTO_INCREMENT,
`crew_id` int(11) NOT NULL,
`role_code` varchar(50) NOT NULL,
PRIMARY KEY (`id`),
KEY `fk_crewRoleAssigned_roleCode` (`role_code`),
CONSTRAINT `fk_crewRoleAssigned_crewId` FOREIGN KEY (`crew_id`) REFERENCES `repro`.`crew` (`id`) ON DELETE CASCADE ON UPDATE CASCADE,
CONSTRAINT `fk_crewRoleAssigned_pilotId` FOREIGN KEY (`crew_id`) REFERENCES `repro`.`pilot` (`id`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB COMMENT="This is a comment about tables"
;;
ALTER TABLE `repro`.`crew_role_assigned` COMMENT = 'innodb_read_only'
;;
-- suite/innodb/t/innodb-index-online-fk.test
CREATE TABLE parent (a INT PRIMARY KEY, b INT NOT NULL) ENGINE = InnoDB
;;
CREATE INDEX tb ON parent(b)
;;
CREATE TABLE child (a1 INT PRIMARY KEY, a2 INT) ENGINE = InnoDB
;;
CREATE INDEX tb ON child(a2)
;;
-- suite/innodb/t/innodb-online-alter-gis.test
create table t1(a int not null primary key, b geometry not null) engine=innodb
;;
ALTER ONLINE TABLE t1 ADD SPATIAL INDEX new(b), LOCK=SHARED, ALGORITHM=NOCOPY
;;
CREATE TABLE t1(f1 INT PRIMARY KEY, f3 LINESTRING NOT NULL,
	  	SPATIAL KEY(f3))ENGINE=InnoDB ROW_FORMAT=COMPRESSED
		KEY_BLOCK_SIZE=1
;;
ALTER TABLE t1 ROW_FORMAT = DYNAMIC, KEY_BLOCK_SIZE=0, ALGORITHM=INPLACE
;;
-- suite/innodb/t/innodb-replace.test
CREATE TABLE t1 (c1 NUMERIC UNSIGNED NOT NULL,
                 c2 INT3 UNIQUE,
                 c3 BIT(2) PRIMARY KEY)ENGINE=InnoDB
;;
-- suite/innodb/t/innodb-table-online.test
CREATE TABLE t1 (c1 INT PRIMARY KEY, c2 INT NOT NULL, c3 CHAR(255) NOT NULL)
ENGINE = InnoDB
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT, ALGORITHM=INPLACE, LOCK=NONE
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT, ALGORITHM=INPLACE, LOCK=NONE
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT, ALGORITHM=INPLACE, LOCK=NONE
;;
ALTER TABLE t1 DROP PRIMARY KEY, ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 DROP PRIMARY KEY, ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2),
LOCK = EXCLUSIVE, ALGORITHM = INPLACE
;;
ALTER TABLE t1 DROP INDEX c2, ADD PRIMARY KEY(c1)
;;
ALTER TABLE t1 DROP PRIMARY KEY, ADD UNIQUE INDEX(c2), ALGORITHM = INPLACE
;;
ALTER TABLE t1 DROP INDEX c2, ADD PRIMARY KEY(c1), ALGORITHM = INPLACE
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT
;;
ALTER TABLE t1 ROW_FORMAT=COMPACT
PAGE_COMPRESSED = YES PAGE_COMPRESSION_LEVEL = 1, ALGORITHM = INPLACE
;;
-- suite/innodb/t/innodb-ucs2.test
create table t1 (
  a int, b text(10), c text(10), filler text(10), primary key(a, b(2)), unique key (a, c(2))
) character set utf8 engine = innodb
;;
-- suite/innodb/t/innodb-virtual-columns.test
CREATE TABLE IF NOT EXISTS grad_degree (
  student_id int(8) UNSIGNED NOT NULL,
  plan varchar(10) NOT NULL,
  admit_term char(4) NOT NULL,
  wdraw_rsn varchar(4) NOT NULL DEFAULT '',
  ofis_deg_status varchar(15) AS (
    CASE
      WHEN wdraw_rsn = '' THEN 'In progress'
      WHEN wdraw_rsn = 'DCMP' OR wdraw_rsn = 'TRDC' THEN 'Completed'
      ELSE 'Not Completed'
    END) VIRTUAL,
  deg_start_term char(4) NOT NULL DEFAULT '' COMMENT 'Educated guess at the beginning of the data', 
  deg_as_of_term char(4) NOT NULL COMMENT 'In most cases also end term', 
  CONSTRAINT grad_degree_stu_plan_admit_pky PRIMARY KEY (student_id, plan, admit_term)
) ENGINE=InnoDB DEFAULT CHARSET=utf8
;;
CREATE TABLE t1 (
  id int primary key,value varchar(2),
  vcomplete int AS (cast(substr(value,1,1) as int)),
  va int AS (null),vb int AS (null),vc int AS (null),
  vresult char(1) AS (substr(value,2)),
  KEY key1(vresult,vcomplete)
) ENGINE=InnoDB
;;
-- suite/innodb/t/innodb-virtual-columns2.test
CREATE TABLE t1 ( 
 y YEAR NULL,
 i SMALLINT NULL,
 c VARCHAR(8) NOT NULL DEFAULT '',
 vi SMALLINT AS (i) VIRTUAL,
 INDEX(y)
) ENGINE=InnoDB
;;
-- suite/innodb/t/innodb.test
create table t1 (id int unsigned not null auto_increment, code tinyint unsigned not null, name char(20) not null, primary key (id), key (code), unique (name)) engine=innodb
;;
CREATE TABLE t1 (
  user_name varchar(12),
  password text,
  subscribed char(1),
  user_id int(11) DEFAULT '0' NOT NULL,
  quota bigint(20),
  weight double,
  access_date date,
  access_time time,
  approved datetime,
  dummy_primary_key int(11) NOT NULL auto_increment,
  PRIMARY KEY (dummy_primary_key)
) ENGINE=innodb
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t1  ( pk         int primary key,    parent     int not null,    child      int not null,       index (parent)  ) engine = innodb
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
set @@sql_mode = 'STRICT_TRANS_TABLES'
;;
-- suite/innodb/t/innodb_bug44571.test
CREATE TABLE bug44571 (foo INT) ENGINE=InnoDB
;;
ALTER TABLE bug44571 CHANGE foo bar INT
;;
-- suite/innodb/t/innodb_bulk_create_index_replication.test
CREATE TABLE t_part (
         class INT ,
         id INT ,
         title VARCHAR(30)
     ) ENGINE=InnoDB
     PARTITION BY RANGE(id)
     SUBPARTITION BY KEY(id)
     SUBPARTITIONS 4
     (
         PARTITION p0 VALUES LESS THAN (5000),
         PARTITION p1 VALUES LESS THAN (MAXVALUE)
     )
;;
ALTER TABLE t_part ADD INDEX `idx` (class,id,title(10))
;;
-- suite/innodb/t/innodb_bulk_create_index_small.test
/* Create index. */
CREATE INDEX idx_id ON t1(id)
;;
-- suite/innodb/t/innodb_ctype_tis620.test
CREATE TABLE t1 (a INT KEY,b INT,c CHAR,KEY(b),KEY(c)) ROW_FORMAT=REDUNDANT COLLATE=tis620_thai_nopad_ci ENGINE=InnoDB
;;
CREATE TABLE t1 (C1 CHAR KEY,B1 BIT,B2 BIT,C2 CHAR DEFAULT'') ROW_FORMAT=DYNAMIC COLLATE=tis620_thai_nopad_ci ENGINE=InnoDB
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- suite/innodb/t/innodb_mysql.test
CREATE TABLE bar (a int, b int, c char(10),
                  PRIMARY KEY (c(3)),
                  KEY b (b)
) engine=myisam
;;
DROP TABLE foo, bar, foo2
;;
SET SQL_MODE='STRICT_ALL_TABLES'
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t1 (a INT, b CHAR(9), c INT, key(b)) 
  ENGINE=InnoDB 
  PACK_KEYS=0
;;
-- suite/innodb/t/insert_into_empty.test
CREATE TABLE t (a INT UNIQUE) ENGINE=InnoDB
REPLACE SELECT 1 AS a, 2 AS b UNION SELECT 1 AS a, 3 AS c
;;
CREATE TABLE t1 (c0 YEAR UNIQUE) ENGINE=InnoDB
;;
-- suite/innodb/t/instant_alter_bugs.test
CREATE TABLE t1 (
  pk INT AUTO_INCREMENT,
  f1 CHAR(32),
  f2 CHAR(32),
  f3 CHAR(32),
  f4 INT,
  f5 CHAR(32),
  f6 INT,
  f7 INT,
  f8 INT,
  PRIMARY KEY (pk),
  UNIQUE (f6)
) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD COLUMN filler VARCHAR(255) DEFAULT ''
;;
CREATE TABLE t2(f1 INT AUTO_INCREMENT NOT NULL, f2 INT NOT NULL,
		status ENUM ('a', 'b', 'c'), INDEX idx1(f2),
		PRIMARY KEY(f1),
		FOREIGN KEY (f2) REFERENCES t1(f1))ENGINE=InnoDB
;;
ALTER TABLE t2 CHANGE status status VARCHAR(20) DEFAULT NULL
;;
CREATE TABLE t2 (a INT UNSIGNED PRIMARY KEY, b INT UNSIGNED UNIQUE,
                 FOREIGN KEY fk1 (b) REFERENCES t1 (id)) ENGINE=InnoDB
;;
CREATE TABLE t (i INT PRIMARY KEY) ENGINE=InnoDB
;;
ALTER TABLE t ADD e CHAR(255) CHARACTER SET UTF32 FIRST, ALGORITHM=INSTANT
;;
create table t1 (
    col_int integer,
    col_text text not null,
    col_int_g integer generated always as (col_int) unique,
    col_text_g text generated always as (substr(col_text,1,499)) )
engine innodb row_format = redundant
;;
-- suite/innodb/t/instant_alter_charset.test
create table supported_types (
  id int primary key auto_increment,
  a varchar(150) charset ascii,
  b text(150) charset ascii,
  c text charset ascii,
  d tinytext charset ascii,
  e mediumtext charset ascii,
  f longtext charset ascii
) engine=innodb
;;
alter table supported_types
  convert to charset ascii collate ascii_bin,
  algorithm=instant
;;
create table compressed (
  a varchar(255) compressed charset utf8mb3
) engine=innodb
;;
alter table compressed
  modify a varchar(255) compressed charset utf8mb4,
  algorithm=instant
;;
CREATE TABLE t1 (a VARCHAR(10) CHARACTER SET ucs2, PRIMARY KEY(a)) ENGINE=InnoDB
;;
ALTER TABLE t1 ALGORITHM=COPY, MODIFY a VARCHAR(10) CHARACTER SET utf16
;;
ALTER TABLE t1 ALGORITHM=INSTANT, MODIFY a VARCHAR(10) CHARACTER SET utf16
;;
CREATE TABLE Foo
(
    Bar char(2) CHARACTER SET utf8,
    KEY Bar (Bar(1))
) ENGINE = InnoDB
;;
ALTER TABLE Foo MODIFY Bar char(2) CHARACTER SET utf8mb4
;;
CREATE TABLE Foo
(
    Bar text CHARACTER SET utf8,
    KEY Bar (Bar(1))
) ENGINE = InnoDB
;;
-- suite/innodb/t/instant_alter_crash.test
CREATE TABLE t2(a INT UNSIGNED PRIMARY KEY) ENGINE=InnoDB
;;
ALTER TABLE t2 ADD COLUMN b TINYINT UNSIGNED NOT NULL DEFAULT 42 FIRST
;;
-- suite/innodb/t/instant_alter_debug.test
CREATE TABLE t10 (pk INT DEFAULT 0 KEY) ENGINE=InnoDB
;;
CREATE TABLE t1 (a INT, b INT, c INT, col INT) ENGINE=InnoDB
;;
ALTER TABLE t1 DROP b, DROP c, DROP col
;;
ALTER TABLE t1 ADD COLUMN col INT
;;
SET SQL_MODE= ''
;;
-- suite/innodb/t/instant_alter_extend.test
create or replace table t (x tinyint)
;;
alter table t modify x smallint
;;
-- suite/innodb/t/instant_alter_import.test
create table t1 (x int)
;;
alter table t1 add z int default 42, algorithm instant
;;
-- suite/innodb/t/mvcc_secondary.test
CREATE TABLE t1 (
  pk int PRIMARY KEY, c varchar(255) UNIQUE,
  d char(255), e varchar(255), f char(255), g char(255)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET ucs2
;;
-- suite/innodb/t/stat_tables.test
CREATE TABLE t1 (c1 INT) ENGINE=InnoDB STATS_PERSISTENT 1
;;
-- suite/innodb_fts/t/crash_recovery.test
CREATE TABLE articles (
        id INT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY,
        title VARCHAR(200),
        body TEXT,
        FULLTEXT (title,body)
        ) ENGINE=InnoDB
;;
DROP INDEX title ON articles
;;
SET SQL_MODE = NO_AUTO_VALUE_ON_ZERO
;;
-- suite/innodb_fts/t/create.test
CREATE TABLE t1(a INT PRIMARY KEY, b TEXT, FTS_DOC_ID BIGINT UNSIGNED NOT NULL,
                UNIQUE KEY FTS_DOC_ID_INDEX(FTS_DOC_ID DESC)) ENGINE=InnoDB
;;
-- suite/innodb_fts/t/fulltext.test
SET sql_mode=''
;;
CREATE TABLE t1 (FTS_DOC_ID BIGINT UNSIGNED NOT NULL,title CHAR(1),body TEXT)engine=innodb
;;
SET sql_mode = DEFAULT
;;
-- suite/innodb_fts/t/innodb-fts-ddl.test
CREATE TABLE fts_test (
	id INT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY,
	title VARCHAR(200),
	body TEXT
	) ENGINE=InnoDB
;;
ALTER TABLE fts_test ADD FULLTEXT `idx` (title, body), ALGORITHM=INPLACE
;;
CREATE TABLE fts_test (
   FTS_DOC_ID bigint(20) unsigned NOT NULL AUTO_INCREMENT,
   title varchar(255) NOT NULL DEFAULT '',
   text mediumtext NOT NULL,
   PRIMARY KEY (FTS_DOC_ID),
   UNIQUE KEY FTS_DOC_ID_INDEX (FTS_DOC_ID),
   FULLTEXT KEY idx (title,text)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=latin1
;;
CREATE TABLE articles (
	FTS_DOC_ID BIGINT UNSIGNED NOT NULL ,
	title VARCHAR(200),
	body TEXT
) ENGINE=InnoDB
;;
ALTER TABLE articles ADD FULLTEXT INDEX idx (title),
		     ADD FULLTEXT INDEX idx3 (title)
;;
ALTER TABLE articles ADD INDEX t20 (title(20)), LOCK=NONE
;;
ALTER TABLE articles DROP INDEX t20
;;
create table articles(`FTS_DOC_ID` serial,
`col32` timestamp not null,`col115` text) engine=innodb
;;
CREATE TABLE t1 (f1 INT NOT NULL)ENGINE=InnoDB
;;
ALTER TABLE t1 ADD FTS_DOC_İD BIGINT UNSIGNED NOT NULL, ALGORITHM=INPLACE
;;
-- suite/innodb_fts/t/misc_debug.test
CREATE TABLE articles (
        id INT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY,
        title VARCHAR(200),
        body TEXT,
        FULLTEXT (title,body)
        ) ENGINE=InnoDB
;;
ALTER TABLE articles STATS_PERSISTENT=DEFAULT
;;
DROP TABLE/*foo*/ t1
;;
-- suite/innodb_fts/t/opt.test
CREATE TABLE wp(
  FTS_DOC_ID BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  title VARCHAR(255) NOT NULL DEFAULT '',
  text MEDIUMTEXT NOT NULL,
  dummy INTEGER,
  PRIMARY KEY (FTS_DOC_ID),
  UNIQUE KEY FTS_DOC_ID_INDEX (FTS_DOC_ID),
  FULLTEXT KEY idx (title,text)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
CREATE TABLE t2 SELECT FTS_DOC_ID as doc_id, title, text FROM t1
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
CREATE TABLE t1 (
f1 INTEGER,
title varchar(255),
body mediumtext,
KEY f1 (f1),
FULLTEXT KEY title (title),
FULLTEXT KEY body (body)
) ENGINE=InnoDB
;;
-- suite/innodb_fts/t/sync.test
CREATE TABLE t1 (FTS_DOC_ID BIGINT UNSIGNED KEY,
                 f1 CHAR(200)) ENGINE=InnoDB
;;
-- suite/innodb_gis/t/alter_spatial_index.test
CREATE TABLE tab1(c1 int NOT NULL PRIMARY KEY,c2 MULTIPOINT NOT NULL,
c3 MULTILINESTRING NOT NULL,c4 MULTIPOLYGON NOT NULL,c5 GEOMETRY NOT NULL)
ENGINE=InnoDB
;;
ALTER TABLE tab ADD SPATIAL INDEX idx2(c2)
;;
ALTER TABLE tab ADD SPATIAL KEY idx3(c3)
;;
ALTER TABLE tab ADD SPATIAL INDEX idx4(c4) COMMENT 'testing spatial index on Polygon'
;;
ALTER TABLE tab ADD SPATIAL KEY idx5(c5) COMMENT 'testing spatial index on Geometry'
;;
ALTER TABLE tab ADD INDEX idx6(c4(10)) USING BTREE
;;
ALTER TABLE tab CHANGE COLUMN c2 c22 POINT NOT NULL
;;
ALTER TABLE tab CHANGE COLUMN c3 c33 LINESTRING NOT NULL
;;
ALTER TABLE tab CHANGE COLUMN c4 c44 POLYGON NOT NULL
;;
ALTER TABLE tab CHANGE COLUMN c22 c2 POINT NOT NULL
;;
ALTER TABLE tab CHANGE COLUMN c33 c3 LINESTRING NOT NULL
;;
ALTER TABLE tab CHANGE COLUMN c44 c4 POLYGON NOT NULL
;;
ALTER TABLE tab DISABLE KEYS
;;
ALTER TABLE tab  DROP PRIMARY KEY
;;
CREATE TABLE tab(c1 int NOT NULL PRIMARY KEY,c2 POINT NOT NULL,
c3 LINESTRING NOT NULL,c4 POLYGON NOT NULL,c5 GEOMETRY NOT NULL)
ENGINE=InnoDB
;;
ALTER TABLE tab ADD SPATIAL INDEX idx2(c2)
;;
ALTER TABLE tab ADD SPATIAL KEY idx3(c3)
;;
ALTER TABLE tab ADD SPATIAL INDEX idx4(c4) COMMENT 'testing spatial index on Polygon'
;;
ALTER TABLE tab ADD SPATIAL KEY idx5(c5) COMMENT 'testing spatial index on Geometry'
;;
ALTER TABLE tab ADD INDEX idx6(c4(10)) USING BTREE
;;
ALTER TABLE tab MODIFY COLUMN c2 GEOMETRY NOT NULL
;;
ALTER TABLE tab MODIFY COLUMN c3 POLYGON NOT NULL
;;
ALTER TABLE tab add COLUMN c7 POINT NOT NULL
;;
ALTER TABLE tab add COLUMN c8 POINT NOT NULL, ALGORITHM = INPLACE, LOCK=NONE
;;
ALTER TABLE tab add COLUMN c9 POINT NOT NULL AFTER c5, ALGORITHM = INPLACE, LOCK=NONE
;;
ALTER TABLE tab DROP COLUMN c9, ALGORITHM=INSTANT
;;
ALTER TABLE tab MODIFY COLUMN c4 GEOMETRY NOT NULL
;;
ALTER TABLE tab MODIFY COLUMN c2 POINT NOT NULL
;;
ALTER TABLE tab MODIFY COLUMN c4 POLYGON NOT NULL
;;
ALTER TABLE tab  ENGINE Myisam
;;
CREATE TABLE child (id GEOMETRY NOT NULL, parent_id POINT NOT NULL) ENGINE=InnoDB
;;
ALTER TABLE parent ADD SPATIAL INDEX idx1(id)
;;
CREATE TABLE child (id GEOMETRY NOT NULL, parent_id GEOMETRY NOT NULL) ENGINE=InnoDB
;;
-- suite/innodb_gis/t/bug16236208.test
DROP TABLE IF EXISTS linestring
;;
CREATE TABLE linestring (pk INTEGER NOT NULL PRIMARY KEY, linestring_key
GEOMETRY NOT NULL, linestring_nokey GEOMETRY NOT NULL) ENGINE=InnoDB
;;
CREATE INDEX linestring_index ON linestring(linestring_nokey(5))
;;
ALTER TABLE linestring ADD  KEY (linestring_key(5))
;;
-- suite/innodb_gis/t/create_spatial_index.test
create table `t1`(`a` geometry not null,`b` linestring not null,
primary key (`b`(192),`a`(141)),spatial key (`b`)) engine=innodb
;;
-- suite/innodb_gis/t/geometry.test
CREATE UNIQUE INDEX idx2 on tab(c8(5) ASC)
;;
ALTER TABLE tab MODIFY COLUMN c1 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c2 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c3 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c4 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c5 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c6 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c7 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c1 POINT
;;
ALTER TABLE tab MODIFY COLUMN c2 LINESTRING
;;
ALTER TABLE tab MODIFY COLUMN c3 POLYGON
;;
CREATE TABLE tab2 AS SELECT * FROM tab
;;
DROP TABLE tab,tab2,tab3,parent
;;
-- suite/innodb_gis/t/point_basic.test
CREATE TABLE t1 (
  p POINT NOT NULL,
  g GEOMETRY NOT NULL
) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD COLUMN p1 POINT, ADD COLUMN p2 POINT, ADD KEY(p)
;;
ALTER TABLE t1 DROP COLUMN p2
;;
ALTER TABLE t1 ADD COLUMN p2 POINT, ADD KEY(p2)
;;
ALTER TABLE t1 DROP COLUMN p2
;;
ALTER TABLE t1 DROP COLUMN p, DROP COLUMN p1
;;
ALTER TABLE t1 ADD COLUMN p POINT, ADD COLUMN p1 POINT
;;
ALTER TABLE t1 DROP COLUMN p1, ADD COLUMN p1 POINT, CHANGE COLUMN p pp POINT AFTER p1
;;
CREATE TABLE parent(p POINT, PRIMARY KEY(p)) ENGINE=InnoDB
;;
ALTER TABLE parent ADD SPATIAL INDEX idx1(p)
;;
ALTER TABLE parent DROP INDEX idx1
;;
-- suite/innodb_gis/t/rtree_compress.test
create table t1 (c1 int, c2 geometry not null, spatial index (c2))engine=innodb ROW_FORMAT=COMPRESSED STATS_PERSISTENT=0
;;
-- suite/innodb_zip/t/create_options.test
CREATE TABLE t1 ( i INT ) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=COMPACT KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=DYNAMIC KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=DEFAULT KEY_BLOCK_SIZE=0
;;
-- suite/jp/t/jp_alter_utf8.test
CREATE TABLE `ｱｱｱ`(`ｷｷｷ` char(5)) DEFAULT CHARSET = utf8 engine=INNODB
;;
ALTER TABLE `ｱｱｱ` ADD `ｶｶｶ` char(1) FIRST
;;
ALTER TABLE `ｱｱｱ` ADD `ｸｸｸ` char(1) AFTER `ｷｷｷ`
;;
ALTER TABLE `ｱｱｱ` ADD `ｹｹｹ` char(1)
;;
ALTER TABLE `ｱｱｱ` ADD INDEX (`ｶｶｶ`)
;;
ALTER TABLE `ｱｱｱ` ADD PRIMARY KEY (`ｷｷｷ`)
;;
ALTER TABLE `ｱｱｱ` ADD UNIQUE (`ｸｸｸ`)
;;
ALTER TABLE `ｱｱｱ` CHANGE `ｶｶｶ` `ｶｶ` char(1)
;;
ALTER TABLE `ｱｱｱ` MODIFY `ｷｷｷ` char(6)
;;
ALTER TABLE `ｱｱｱ` DROP INDEX `ｶｶｶ`
;;
ALTER TABLE `ｱｱｱ` DROP PRIMARY KEY
;;
ALTER TABLE `ｱｱｱ` DROP INDEX `ｸｸｸ`
;;
ALTER TABLE `ｱｱｱ` DROP `ｶｶ`
;;
-- suite/json/t/json_table.test
create table t1 (id varchar(5), json varchar(1024))
;;
SET sql_mode='ONLY_FULL_GROUP_BY'
;;
-- suite/json/t/rpl_json_longtext.test
CREATE TABLE t1 (a LONGTEXT CHECK(JSON_VALID(a)))
;;
-- suite/json/t/rpl_json_mediumtext.test
CREATE TABLE t1 (a MEDIUMTEXT CHECK(JSON_VALID(a)))
;;
-- suite/json/t/rpl_json_tinytext.test
CREATE TABLE t1 (a TINYTEXT CHECK(JSON_VALID(a)))
;;
-- suite/json/t/type_json.test
CREATE TABLE t1
(
  c0 CHAR(30)    DEFAULT '1'  CHECK(JSON_VALID(c0)),
  c1 VARCHAR(30) DEFAULT '1'  CHECK(JSON_VALID(c1)),
  c2 TINYTEXT    DEFAULT '1'  CHECK(JSON_VALID(c2)),
  c3 TEXT        DEFAULT '1'  CHECK(JSON_VALID(c3)),
  c4 MEDIUMTEXT  DEFAULT '1'  CHECK(JSON_VALID(c4)),
  c5 LONGTEXT    DEFAULT '1'  CHECK(JSON_VALID(c5)),
# The below data types do not have any special JSON properties.
# Just checking CHECK(JSON_VALID()) does not give any unexpected surprises.
  c6 INT         DEFAULT '1'  CHECK(JSON_VALID(c6)),
  c7 ENUM('1')   DEFAULT '1'  CHECK(JSON_VALID(c7))
)
;;
-- suite/large_tests/t/alter_table.test
create table `t1` (`c1` tinyint unsigned not null, key `c1` (`c1`)) 
engine=myisam default charset=utf8
;;
alter table `t1` disable keys
;;
-- suite/maria/alter.test
CREATE TEMPORARY TABLE t2 (a TIME) ENGINE=Aria
;;
ALTER TABLE t2 ADD b DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
;;
ALTER TABLE t2 ADD CHECK (b = 4)
;;
ALTER IGNORE TABLE t2 ADD c INT
;;
SET SQL_MODE= 'STRICT_ALL_TABLES'
;;
ALTER TABLE t2 CHANGE IF EXISTS d c INT
;;
ALTER IGNORE TABLE t2 ADD IF NOT EXISTS e BIT
;;
CREATE TABLE t1 (pk int, c text, primary key (pk), key(c(32))) ENGINE=Aria ROW_FORMAT=DYNAMIC
;;
SET sql_mode=''
;;
-- suite/maria/aria_log_dir_path.test
CREATE TABLE t1 (id INT, txt LONGTEXT) ENGINE=Aria
;;
-- suite/maria/create.test
CREATE OR REPLACE TABLE t1 (
  f1 DECIMAL(43,0) NOT NULL,
  f2 TIME(4) NULL,
  f3 BINARY(101) NULL,
  f4 TIMESTAMP(4) NULL,
  f5 DATETIME(1) NULL,
  f6 SET('a','b','c') NOT NULL DEFAULT 'a',
  f7 VARBINARY(2332) NOT NULL DEFAULT '',
  f8 DATE NULL,
  f9 BLOB NULL,
  f10 MEDIUMINT(45) NOT NULL DEFAULT 0,
  f11 YEAR NULL,
  f12 BIT(58) NULL,
  v2 TIME(1) AS (f2) VIRTUAL,
  v3 BINARY(115) AS (f3) VIRTUAL,
  v4 TIMESTAMP(3) AS (f4) VIRTUAL,
  v7 VARBINARY(658) AS (f7) PERSISTENT,
  v8 DATE AS (f8) PERSISTENT,
  v9 TINYTEXT AS (f9) PERSISTENT,
  v11 YEAR AS (f11) VIRTUAL
) ENGINE=Aria
;;
SET SQL_MODE=''
;;
SET SQL_MODE='ONLY_FULL_GROUP_BY'
;;
-- suite/maria/dynamic.test
create table t1 (a blob, b varchar(20000)) engine=aria row_format=dynamic charset=latin1
;;
-- suite/maria/fulltext2.test
CREATE TABLE t1 (
  i int(10) unsigned not null auto_increment primary key,
  a varchar(255) not null,
  FULLTEXT KEY (a)
) ENGINE=Aria ROW_FORMAT=DYNAMIC MAX_ROWS=2000000000000
;;
-- suite/maria/maria-big2.test
create table t2(id int,a varchar(255),b varchar(255),key(a))engine=aria row_format=dynamic transactional=0
;;
-- suite/maria/maria-mvcc.test
CREATE TABLE t1 (fid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,    g GEOMETRY NOT NULL,   SPATIAL KEY(g) ) transactional=1 row_format=page engine=aria
;;
-- suite/maria/maria-page-checksum.test
create table t1(a int) engine=aria PAGE_CHECKSUM=0
;;
-- suite/maria/maria-recovery.test
CREATE TABLE t1 (
  i int,
  b blob default NULL,
  c varchar(6000) default NULL
) ENGINE=ARIA CHECKSUM=1
;;
-- suite/maria/maria-ucs2.test
CREATE TABLE t1 (a VARCHAR(1200),KEY(a)) ENGINE=Aria CHARACTER SET ucs2
;;
-- suite/maria/maria.test
create table t1 (p int primary key, i int, a char(10), key k1(i), key k2(a))
engine aria
;;
set sql_mode=''
;;
set sql_mode=default
;;
CREATE TABLE t1 (
         f1 CHAR(255) BINARY ,
         f2 CHAR(255) BINARY NOT NULL DEFAULT '0',
         f3 CHAR(255) BINARY NOT NULL ,
         f4 CHAR(255) BINARY NOT NULL DEFAULT '0' ,
         v3 CHAR(255) BINARY AS ( ( f1 NOT LIKE '%' ) ) PERSISTENT,
         KEY (v3)
) ENGINE=Maria
;;
create table t1 (a int not null primary key, b blob) engine=maria transactional=1
;;
-- suite/maria/maria2.test
create table t (c char(16), i int auto_increment, index (c,i desc)) engine=aria collate latin1_swedish_ci
;;
-- suite/maria/maria3.test
create table t2 (primary key (auto)) engine=aria row_format=page select auto+1 as auto,1 as t1, 'a' as t2, repeat('a',256) as t3, binary repeat('b',256) as t4, repeat('a',4096) as t5, binary repeat('b',4096) as t6, '' as t7, binary '' as t8 from t1
;;
create table t2 (primary key (auto)) engine=aria row_format=dynamic select auto+1 as auto,1 as t1, 'a' as t2, repeat('a',256) as t3, binary repeat('b',256) as t4, repeat('a',4096) as t5, binary repeat('b',4096) as t6, '' as t7, binary '' as t8 from t1
;;
SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'
;;
SET SQL_MODE = ''
;;
-- suite/maria/max_length.test
create table t1 (id int(10) unsigned not null auto_increment primary key, v varchar(2000), b blob) row_format=page max_rows=2 engine=aria
;;
create table t1 (
c1 int unsigned,
c2 char(80)
) Engine=ARIA ROW_FORMAT=FIXED min_rows=1000000
;;
create or replace table t1 (
c1 int unsigned,
c2 char(80)
) Engine=ARIA ROW_FORMAT=PAGE TRANSACTIONAL=0
;;
create or replace table t1 (
c1 int unsigned,
c2 char(80)
) Engine=ARIA ROW_FORMAT=FIXED MAX_ROWS=10
;;
create or replace table t1 (
c1 int unsigned,
c2 char(80)
) Engine=ARIA ROW_FORMAT=PAGE MAX_ROWS=10
;;
create index seq on t1(c1)
;;
-- suite/maria/repair.test
CREATE OR REPLACE TABLE t1 (c VARCHAR(1024) NOT NULL) ENGINE=Aria ROW_FORMAT FIXED
;;
-- suite/maria/rollback.test
create sequence s1 cache=2 engine=aria
;;
-- suite/mariabackup/aria_backup.test
CREATE TABLE t_tr_p_ch(i INT PRIMARY KEY)
	ENGINE ARIA TRANSACTIONAL=1 ROW_FORMAT=PAGE PAGE_CHECKSUM=1
;;
CREATE TABLE t_fixed(i INT PRIMARY KEY)
	ENGINE ARIA TRANSACTIONAL=0 ROW_FORMAT=FIXED PAGE_CHECKSUM=1
;;
-- suite/mariabackup/aria_encrypted.test
CREATE TABLE t1 (product_id varchar(32) DEFAULT NULL, d1 date DEFAULT NULL, key(product_id)) engine=aria, row_format=page, transactional=1
;;
-- suite/mariabackup/row_format_redundant.test
CREATE TABLE t1 (pk INT PRIMARY KEY, a YEAR UNSIGNED) ENGINE=InnoDB
ROW_FORMAT=REDUNDANT
;;
-- suite/optimizer_unfixed_bugs/t/bug40992.test
CREATE TABLE t (
  dummy INT PRIMARY KEY, 
  a INT UNIQUE, 
  b int
) ENGINE=InnoDB
;;
-- suite/parts/t/alter_table.test
create table t1 (a int) partition by range(a) (p1 values less than (100), p2 values less than (1000))
;;
alter table t1 convert partition p2 to table tp
;;
-- suite/parts/t/engine_defined_part_attributes.test
CREATE TABLE `t1` (
  `id` INT
) ENGINE=InnoDB ENCRYPTED="YES" PARTITION BY RANGE(id) (
    PARTITION pt1 VALUES LESS THAN (100) ENCRYPTED="NO" ENCRYPTION_KEY_ID=1,
    PARTITION pt2 VALUES LESS THAN MAXVALUE ENCRYPTED="DEFAULT" ENCRYPTION_KEY_ID=1
)
;;
CREATE TABLE `t4` (
  `id` INT
) ENGINE=InnoDB ENCRYPTED="NO"
;;
ALTER TABLE `t4` PARTITION BY RANGE(id) (
    PARTITION pt1 VALUES LESS THAN (100) ENCRYPTED="NO",
    PARTITION pt2 VALUES LESS THAN MAXVALUE ENCRYPTED="DEFAULT"
)
;;
CREATE TABLE `t13` (
  `id` INT
) ENGINE=InnoDB PAGE_COMPRESSED=1 PARTITION BY RANGE(id) (
    PARTITION pt1 VALUES LESS THAN (100) PAGE_COMPRESSED=0,
    PARTITION pt2 VALUES LESS THAN (200) PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=3,
    PARTITION pt3 VALUES LESS THAN MAXVALUE
)
;;
ALTER TABLE `t13` PARTITION BY RANGE(id) (
    PARTITION pt1 VALUES LESS THAN (100) PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=3,
    PARTITION pt2 VALUES LESS THAN (200),
    PARTITION pt3 VALUES LESS THAN MAXVALUE PAGE_COMPRESSED=0
)
;;
-- suite/parts/t/partition_alter_instant.test
CREATE TABLE t1 (
    id INT NOT NULL,
    name VARCHAR(30))ENGINE=InnoDB ROW_FORMAT=COMPACT CHARACTER SET=latin1
    PARTITION BY RANGE (id) (
        PARTITION p0 VALUES LESS THAN (50),
        PARTITION p1 VALUES LESS THAN (MAXVALUE)
)
;;
-- suite/parts/t/partition_debug_sync_innodb.test
CREATE TABLE t1 (a INT)
ENGINE = InnoDB
PARTITION BY RANGE (a)
(PARTITION p0 VALUES LESS THAN (15),
 PARTITION pMax VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE t1 TRUNCATE PARTITION pMax
;;
-- suite/parts/t/show_create.test
set sql_mode=ansi_quotes
;;
create table t1 ("select" int) partition by range ("select") (partition "select" values less than maxvalue)
;;
set sql_mode=default
;;
set sql_mode=ansi_quotes
;;
set sql_mode=default
;;
set sql_mode='ansi_quotes'
;;
set sql_mode= default
;;
-- suite/perfschema/t/show_aggregate.test
CREATE TABLE test.status_results 
  (variable_name VARCHAR(64), start INT DEFAULT 0, stop INT DEFAULT 0, delta INT DEFAULT 0, 
   t1 INT DEFAULT 0, t2 INT DEFAULT 0, t3 INT DEFAULT 0, thread INT DEFAULT 0, 
   u1 INT DEFAULT 0, u2 INT DEFAULT 0, u3 INT DEFAULT 0, user INT DEFAULT 0, 
   h1 INT DEFAULT 0, h2 INT DEFAULT 0, h3 INT DEFAULT 0, host INT DEFAULT 0, 
   a1 INT DEFAULT 0, a2 INT DEFAULT 0, a3 INT DEFAULT 0, acct INT DEFAULT 0)
;;
-- suite/period/t/alter.test
create table t (s date, e date)
;;
alter table t add period for a(s, e)
;;
create or replace table t (s date, e date)
;;
alter table t change s s date, add period for a(s, e)
;;
alter table t add id int
;;
alter table t drop id
;;
alter table t drop period if exists for b
;;
-- suite/period/t/create.test
create table t2 (s date, e date, 
                 period for `abcd123456789012345678901234567890` (s,e))
;;
-- suite/period/t/long_unique.test
create table t (f int,s date,e date,period for p (s,e),unique (f,p without overlaps)) with system versioning partition by system_time limit+1 (partition p history,partition pn current)
;;
-- suite/period/t/overlaps.test
create sequence seq start=5 engine=myisam
;;
-- suite/plugins/t/test_sql_service.test
create table t1 (id int, time timestamp not null default now())
;;
-- suite/s3/alter.test
create table t1 (a int, b int) engine=aria select seq as a,seq+10 as b from seq_1_to_10
;;
-- suite/s3/replication_delayed.test
create /*or replace*/ table t100 (
  pk varchar(100)
) engine = 'innodb'
;;
-- suite/sql_sequence/alter.test
alter sequence t1 minvalue=100 start=100 restart=100
;;
alter sequence t1 no maxvalue
;;
CREATE SEQUENCE t1 cache 10 engine=innodb
;;
alter sequence t1 start=100
;;
alter table t1 sequence=0
;;
create sequence s as tinyint
;;
-- suite/sql_sequence/auto_increment.test
create sequence s start with -3 minvalue= -1000 increment 0
;;
create sequence s as bigint unsigned start with 9223372036854775800 increment 0
;;
create sequence s as bigint start with -9223372036854775805 minvalue -9223372036854775807 maxvalue -9223372036854775800 increment 0
;;
-- suite/sql_sequence/concurrent_create.test
CREATE SEQUENCE s1 as mediumint unsigned ENGINE=InnoDB
;;
-- suite/sql_sequence/create.test
create or replace sequence t1 start 1 increment 2
;;
create or replace sequence t1 cache +1
;;
CREATE TABLE t1 (
  `next_not_cached_value` bigint(21) NOT NULL,
  `minimum_value` bigint(21) NOT NULL,
  `maximum_value` bigint(21) NOT NULL,
  `start_value` bigint(21) NOT NULL,
  `increment` bigint(21) NOT NULL,
  `cache_size` bigint(21) unsigned NOT NULL,
  `cycle_option` tinyint(1) unsigned NOT NULL,
  `cycle_count` bigint(21) NOT NULL
) sequence=1
;;
CREATE TABLE seq (
  `next_not_cached_value` bigint(21) NOT NULL,
  `minimum_value` bigint(21) NOT NULL,
  `maximum_value` bigint(21) NOT NULL,
  `start_value` bigint(21) NOT NULL,
  `increment` bigint(21) NOT NULL,
  `cache_size` bigint(21) unsigned NOT NULL,
  `cycle_option` tinyint(1) unsigned NOT NULL,
  `cycle_count` bigint(21) NOT NULL
) engine=innodb,sequence=1
;;
create or replace sequence t1 increment -1 as tinyint
;;
create or replace sequence t1 minvalue -12345678901234 as mediumint unsigned maxvalue 12345678901234
;;
create or replace sequence t1 as bigint maxvalue -1 increment by -1
;;
create sequence s1 as tinyint unsigned increment by 23
;;
-- suite/sql_sequence/default.test
CREATE table t1 (a int default next value for s1, b int)
;;
-- suite/sql_sequence/next.test
create or replace sequence t1 as tinyint start with 126
;;
create or replace sequence t1 as smallint start with 32766
;;
create or replace sequence t1 as mediumint start with 8388606
;;
create or replace sequence t1 as int start with 2147483646
;;
-- suite/sql_sequence/other.test
CREATE TRIGGER tr_upd
BEFORE UPDATE on t1
FOR EACH ROW
BEGIN
REPLACE INTO v2(a_p_name, a_p_first_name) VALUES(old.p_name, old.p_first_name);
END;
;;
-- suite/sql_sequence/replication.test
CREATE TABLE `s2` (
  `next_not_cached_value` bigint(21) NOT NULL,
  `minimum_value` bigint(21) NOT NULL,
  `maximum_value` bigint(21) NOT NULL,
  `start_value` bigint(21) NOT NULL,
  `increment` bigint(21) NOT NULL,
  `cache_size` bigint(21) unsigned NOT NULL,
  `cycle_option` tinyint(1) unsigned NOT NULL,
  `cycle_count` bigint(21) NOT NULL
) ENGINE=InnoDB sequence=1
;;
-- suite/sql_sequence/replication_drop.test
CREATE SEQUENCE seq ENGINE=InnoDB
;;
-- suite/sql_sequence/setval.test
create sequence s as smallint increment -1
;;
-- suite/sysschema/t/v_schema_auto_increment_columns.test
CREATE TABLE auto_incs.smallintcol (
  id SMALLINT AUTO_INCREMENT PRIMARY KEY,
  foo INT
)
;;
CREATE TABLE auto_incs.mediumintcol (
  id MEDIUMINT AUTO_INCREMENT PRIMARY KEY,
  foo INT
)
;;
-- suite/vcol/inc/vcol_keys.inc
create table t1 (a int, b int as (a*2) persistent unique)
;;
SET sql_mode=''
;;
-- suite/vcol/inc/vcol_non_stored_columns.inc
create table t1 (a int, b datetime)
;;
alter table t1 add column c int as (dayofyear(b)) persistent after a
;;
-- suite/vcol/t/alter_inplace-9045.test
create table t1(id int auto_increment primary key, handle int, data bigint not null default 0) engine = innodb
;;
alter table t1 add index handle(handle), algorithm=inplace
;;
alter table t1 add column hash varchar(32) as (md5(handle)) persistent, add unique index hash(hash), algorithm=copy
;;
alter table t1 modify column hash varchar(32) as (md5(handle+1)) persistent, algorithm=copy
;;
alter table t1 drop index handle, algorithm=inplace
;;
create index data on t1(data) algorithm=inplace
;;
alter table t1 drop column data, algorithm=inplace
;;
-- suite/vcol/t/index.test
CREATE TABLE t1 (
  pk INT,
  extra tinyint,
  c TEXT,
  vc LONGTEXT AS (c) VIRTUAL,
  i INT,
  PRIMARY KEY(pk),
  UNIQUE(i),
  INDEX(vc(64))
) ENGINE=InnoDB
;;
-- suite/vcol/t/myisam_repair_prefix_varchar.test
create table t4 (
 pk bigint auto_increment,
 col_int smallint(48) not null default 0,
 col_datetime datetime(6) null,
 col_enum set('','a','b','c','d','e','f','foo','bar') null,
 col_dec decimal(65,38) unsigned zerofill null,
 col_bit bit(26) null,
 col_year year null,
 col_datetime2 datetime(6) null,
 col_date date null,
 col_char binary(242) not null default '',
 col_time time(1) null,
 col_blob tinytext null,
 col_varchar varchar(1855) not null default '',
 vcol_varchar varchar(2116) as (col_varchar) virtual,
 vvcol_varchar varchar(2116) as (vcol_varchar) virtual,
 primary key(pk)
 ) engine=myisam
;;
-- suite/vcol/t/partition.test
create or replace table t1 (
    x int auto_increment primary key,
    b text, v mediumtext as (b) virtual,
    index (v(10))
) partition by range columns (x) (
    partition p1 values less than (3),
    partition p2 values less than (6),
    partition p3 values less than (9),
    partition p4 values less than (12),
    partition p5 values less than (15),
    partition p6 values less than (17),
    partition p7 values less than (19),
    partition p8 values less than (21),
    partition p9 values less than (23),
    partition p10 values less than (25),
    partition p11 values less than (27),
    partition p12 values less than (29),
    partition p13 values less than (31),
    partition p14 values less than (33),
    partition p15 values less than (35),
    partition pn values less than (maxvalue))
;;
set sql_mode=''
;;
-- suite/vcol/t/query_cache.test
create table t1 (a int, b float as (rand()))
;;
-- suite/vcol/t/vcol_keys_innodb.test
create table t1 (
 pk int auto_increment,
 col_varchar varchar(847) not null default '',
 col_int bigint(15) unsigned zerofill,
 col_datetime datetime(3) not null default '1900-01-01 00:00:00',
 col_time time(5) not null default '00:00:00',
 col_blob text,
 col_bit bit(34),
 col_year year,
 col_char char(10),
 col_dec decimal(18,9) not null default 0,
 col_enum enum('','a','b','c','d','e','f','foo','bar') not null default '',
 col_date date not null default '1900-01-01',
 col_timestamp timestamp(3) not null default '1971-01-01 00:00:00',
 vcol_datetime datetime as (truncate(col_datetime,0)) virtual,
 vcol_dec decimal(18,9) zerofill as (col_dec) virtual,
 vcol_bit bit(63) as (col_bit) virtual,
 vcol_char binary(51) as (col_char) virtual,
 vcol_timestamp timestamp(5) as (col_timestamp) virtual,
 vcol_enum enum('','a','b','c','d','e','f','foo','bar') as (col_enum) virtual,
 vcol_int tinyint(48) zerofill as (col_int) virtual,
 vcol_time time(4) as (col_time) virtual,
 vcol_varchar varbinary(3873) as (col_varchar) virtual,
 vcol_year year as (col_year) virtual,
 vcol_date date as (col_date) virtual,
 vcol_blob longtext as (col_blob) virtual,
 primary key(pk)
 ) engine=innodb
;;
create table t1 (
 pk int,
 col_blob mediumtext not null default '',
 vcol_blob tinyblob as (col_blob) virtual,
 col_char char(22) null,
 primary key(pk),
 index(col_char,vcol_blob(64))
 ) engine=innodb
;;
-- suite/vcol/t/vcol_keys_myisam.test
CREATE TABLE t1 ( 
 pk BIGINT AUTO_INCREMENT,
 col_date DATE NULL,
 col_datetime DATETIME(1) NULL,
 col_int TINYINT(13) UNSIGNED ZEROFILL NULL,
 col_varchar VARBINARY(2222) NULL,
 col_timestamp TIMESTAMP(2) NULL,
 col_bit BIT(64) NOT NULL DEFAULT 0,
 col_blob MEDIUMBLOB NULL,
 col_dec DECIMAL(10,9) ZEROFILL NOT NULL DEFAULT 0,
 col_time TIME(4) NULL,
 col_year YEAR NOT NULL DEFAULT '1970',
 col_char CHAR(129) NULL,
 col_enum SET('','a','b','c','d','e','f','foo','bar') NULL,
 vcol_dec DECIMAL(50,18) ZEROFILL AS (col_dec) VIRTUAL,
 vcol_bit BIT(48) AS (col_bit) VIRTUAL,
 vcol_char CHAR(224) AS (col_char) VIRTUAL,
 vcol_datetime DATETIME(4) AS (col_datetime) VIRTUAL,
 vcol_year YEAR AS (col_year) VIRTUAL,
 vcol_varchar VARBINARY(356) AS (col_varchar) VIRTUAL,
 vcol_blob MEDIUMBLOB AS (col_blob) VIRTUAL,
 vcol_timestamp TIMESTAMP(5) AS (col_timestamp) VIRTUAL,
 vcol_int BIGINT(46) AS (col_int) VIRTUAL,
 vcol_time TIME(1) AS (col_time) VIRTUAL,
 vcol_date DATE AS (col_date) VIRTUAL,
 vcol_enum SET('','a','b','c','d','e','f','foo','bar') AS (col_enum) VIRTUAL,
 UNIQUE(pk),
 PRIMARY KEY(pk)
 ) ENGINE=MyISAM
;;
create table t1 (
  pk int primary key auto_increment,
  b bit default null,
  key(b)
) engine=myisam
;;
CREATE TABLE t1 (
  i INT DEFAULT NULL,
  d1 DATE DEFAULT NULL,
  d2 DATE NOT NULL,
  t FLOAT GENERATED ALWAYS AS (i) STORED,
  KEY (t)
) ENGINE=MyISAM
;;
-- suite/vcol/t/vcol_misc.test
CREATE TABLE t1 (p int, a double NOT NULL, v double AS (ROUND(a,p)) VIRTUAL)
;;
create table t1 (a bigint, b bigint as (a > '2'))
;;
set sql_mode='strict_all_tables'
;;
set sql_mode='no_zero_date'
;;
set sql_mode=default
;;
SET sql_mode='NO_ZERO_IN_DATE'
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
SET sql_mode= STRICT_ALL_TABLES
;;
SET sql_mode=STRICT_ALL_TABLES
;;
SET sql_mode=DEFAULT
;;
-- suite/vcol/t/vcol_sql_mode.test
CREATE TABLE t1 (a CHAR(5), v VARCHAR(5) AS (RPAD(a,6,NULL)) VIRTUAL, KEY(v))
;;
CREATE TABLE t1 (a CHAR(5), v INT AS (a LIKE NULL) VIRTUAL, KEY(v))
;;
CREATE TABLE t1 (
  a INT UNSIGNED,
  b INT UNSIGNED,
  c INT GENERATED ALWAYS AS (CAST(a AS SIGNED)-CAST(b AS SIGNED)) VIRTUAL,
  KEY (c)
)
;;
-- suite/vcol/t/vcol_syntax.test
set session sql_mode='ORACLE'
;;
create or replace table t1 (x int, y int check (y > test.t1.x))
;;
create or replace table t1 (x int, y int default test.t1.x)
;;
create table v0 (v2 int not null,
                 v1 bigint as (case 'x' when current_user() then v2 end))
;;
create table t1 (b timestamp, a int as (1 in (dayofmonth (b between 'x' and current_user) = b)))
;;
create table t (f1 int, f2 int, fv int generated always as (case user() when 'foo' or 'bar' then f1 else f2 end) virtual)
;;
set sql_mode=''
;;
-- suite/vcol/t/wrong_arena.test
create table t1 (a datetime,
  # get_datetime_value
  b int as (a > 1),                             # Arg_comparator
  c int as (a in (1,2,3)),                      # in_datetime
  d int as ((a,a) in ((1,1),(2,1),(NULL,1))),   # cmp_item_datetime
  # other issues
  e int as ((a,1) in ((1,1),(2,1),(NULL,1)))    # cmp_item_row::alloc_comparators()
)
;;
-- suite/versioning/t/alter.test
create table t(
  a int
)
;;
alter table t drop system versioning
;;
alter table t add system versioning
;;
alter table t engine innodb
;;
alter table t drop system versioning
;;
alter table t add system versioning
;;
alter table t drop system versioning
;;
alter table t
  add column trx_start timestamp(6) as row start invisible,
  add column trx_end timestamp(6) as row end invisible,
  add period for system_time(trx_start, trx_end),
  add system versioning
;;
set sql_mode= 'simultaneous_assignment'
;;
set sql_mode= default
;;
CREATE TABLE t(f TEXT) WITH SYSTEM VERSIONING CHARACTER SET utf8 ENGINE=InnoDB
;;
-- suite/versioning/t/create.test
create or replace table t1 (
  x15 int with system versioning,
  B int
)
;;
create or replace table t3 with system versioning select x23 from t1
;;
create or replace table t3 with system versioning select * from t1 for system_time all, t2
;;
-- suite/versioning/t/delete_history.test
create or replace table t (a int) with system versioning
partition by system_time limit 1 partitions 3
;;
create or replace table t (a int) with system versioning
partition by system_time interval 1 hour auto
;;
-- suite/versioning/t/foreign.test
create or replace table subchild (
  id int not null auto_increment primary key,
  parent_id smallint unsigned not null,
  parent_value int unsigned not null,
  constraint `fk_subchild_child_parent`
    foreign key (parent_id, parent_value) references child (parent_id, parent_value)
    on delete cascade
    on update cascade
) engine=innodb
;;
SET SQL_MODE= ''
;;
SET SESSION SQL_MODE= 'NO_BACKSLASH_ESCAPES'
;;
create table t1 (
  y int unique null, r int, f int, key (r),
  foreign key (f) references t1 (r) on delete set null)
with system versioning engine innodb
;;
-- suite/versioning/t/optimized.test
create or replace table t (
  a int,
  b int not null without system versioning
) with system versioning
;;
-- suite/versioning/t/partition.test
create or replace table t1 (i int) with system versioning
partition by system_time interval 1 day
    subpartition by key (i) subpartitions 2
    (partition p1 history, partition pn current)
;;
create or replace table t1 (i int) with system versioning
partition by system_time interval 1 year
;;
create or replace table t1 (i int) with system versioning
partition by system_time interval 1 day starts '2000-01-01 00:00:00'
partitions 3
;;
create or replace table t1 (i int) with system versioning
partition by system_time interval 1 day
partitions 3
;;
create or replace table t1 (pk int primary key)
  engine=aria
  with system versioning
  partition by key() partitions 3
;;
create or replace table t1 (i int) with system versioning
partition by system_time interval 1 day (
  partition p0 history,
  partition p1 history,
  partition pn current)
;;
create table t1 (id int) with system versioning
  partition by system_time interval "3-11" year_month (partition p1 history, partition pn current)
;;
create table t1 (b int) engine=aria row_format=dynamic with system versioning
partition by system_time (partition p1 history, partition pn current)
;;
create or replace table t1 (
  x int primary key auto_increment,
  t timestamp(6) default '2001-11-11 11:11:11',
  b blob(4096) compressed null,
  c varchar(1033) character set utf8 not null,
  u int unique,
  m enum('a', 'b', 'c') not null default 'a' comment 'absolute',
  i1 tinyint, i2 smallint, i3 bigint,
  index three(i1, i2, i3),
  v1 timestamp(6) generated always as (t + interval 1 day),
  v2 timestamp(6) generated always as (t + interval 1 month) stored,
  s timestamp(6) as row start,
  e timestamp(6) as row end,
  period for system_time (s, e),
  ps date, pe date,
  period for app_time (ps, pe),
  constraint check_constr check (u > -1))
with system versioning default charset=ucs2
partition by system_time interval 1 hour auto (
    partition p2 history,
    partition pn current)
;;
create or replace table t1 (x int) with system versioning engine heap
partition by system_time limit 1 auto partitions 3
;;
-- suite/versioning/t/select.test
create table tmp1
select xgender.pvalue as gender, xtitle.pvalue as title
from x
    left join x_p as xgender on x.id = xgender.elementId and xgender.pkey = 'gender'
    left join x_p as xtitle on x.id = xtitle.elementId and xtitle.pkey = 'title'
;;
-- suite/versioning/t/update.test
create or replace table t1 (a varchar(8))
engine=aria row_format=fixed
with system versioning
;;
