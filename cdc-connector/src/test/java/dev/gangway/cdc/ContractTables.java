package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;

/** The tables of the contract test, among them one with a column of every type. */
final class ContractTables {

    private ContractTables() {}

    static String[] create(DatabaseServer server) {
        return new String[] {
            "SET sql_mode = ''",
            "CREATE TABLE mg_customer (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, email VARCHAR(50) NOT NULL,"
                    + " note TEXT, created_at TIMESTAMP NOT NULL DEFAULT '2014-01-01 00:00:00', UNIQUE KEY u (email, id))"
                    + " ENGINE=InnoDB DEFAULT CHARSET=utf8",
            "CREATE TABLE mg_address (id INT NOT NULL PRIMARY KEY, customer_id INT UNSIGNED NOT NULL, city VARCHAR(20),"
                    + " FOREIGN KEY (customer_id) REFERENCES mg_customer (id) ON DELETE CASCADE ON UPDATE CASCADE)"
                    + " ENGINE=InnoDB DEFAULT CHARSET=utf8",
            "CREATE TABLE mg_parcel (id INT NOT NULL PRIMARY KEY, address_id INT NOT NULL, FOREIGN KEY (address_id)"
                    + " REFERENCES mg_address (id) ON DELETE CASCADE) ENGINE=InnoDB DEFAULT CHARSET=utf8",
            "CREATE TABLE mg_link (a INT NOT NULL, b VARBINARY(8) NOT NULL, c VARCHAR(10), PRIMARY KEY (a, b))"
                    + " ENGINE=InnoDB DEFAULT CHARSET=latin1",
            "CREATE TABLE mg_interest (customer_id INT UNSIGNED NOT NULL, kind VARCHAR(10) NOT NULL,"
                    + " PRIMARY KEY (customer_id, kind), FOREIGN KEY (customer_id) REFERENCES mg_customer (id)"
                    + " ON DELETE CASCADE ON UPDATE CASCADE) ENGINE=InnoDB DEFAULT CHARSET=utf8",
            "CREATE TABLE mg_nonce (id INT NOT NULL PRIMARY KEY, at INT) ENGINE=MyISAM DEFAULT CHARSET=utf8",
            "CREATE TABLE mg_other (id INT PRIMARY KEY) ENGINE=InnoDB",
            types(server)
        };
    }

    private static boolean hasJson(DatabaseServer server) {
        return !server.flavor().isMariaDb() && server.flavor() != DatabaseFlavor.MYSQL_5_6;
    }

    private static String types(DatabaseServer server) {
        return "CREATE TABLE mg_types (id BIGINT UNSIGNED NOT NULL PRIMARY KEY, note VARCHAR(20),"
                + " ti TINYINT, tiu TINYINT UNSIGNED, si SMALLINT, siu SMALLINT UNSIGNED, mi MEDIUMINT,"
                + " miu MEDIUMINT UNSIGNED, i INT, iu INT UNSIGNED, bi BIGINT, biu BIGINT UNSIGNED, zf INT(6) ZEROFILL,"
                + " bo BOOLEAN, d1 DECIMAL(12,4), d2 DECIMAL(65,30), d3 DECIMAL(5,0) UNSIGNED, d4 DECIMAL(10,10),"
                + " f FLOAT, f2 FLOAT(7,2), db DOUBLE, dt DATE, tm TIME, tm3 TIME(3), tm6 TIME(6), dtm DATETIME,"
                + " dtm1 DATETIME(1), dtm3 DATETIME(3), dtm6 DATETIME(6), ts TIMESTAMP NULL DEFAULT NULL,"
                + " tsn TIMESTAMP NOT NULL DEFAULT '0000-00-00 00:00:00', ts6 TIMESTAMP(6) NULL DEFAULT NULL, y YEAR,"
                + " ch CHAR(5), vc VARCHAR(20) DEFAULT 'preset', vl VARCHAR(20) CHARACTER SET latin1,"
                + " vm VARCHAR(20) CHARACTER SET utf8mb4, va VARCHAR(20) CHARACTER SET ascii,"
                + " vu VARCHAR(20) CHARACTER SET ucs2, tt TINYTEXT, tx TEXT CHARACTER SET latin1,"
                + " mt MEDIUMTEXT, lt LONGTEXT CHARACTER SET utf8mb4, bn BINARY(4), vb VARBINARY(300), tb TINYBLOB, b BLOB,"
                + " mb MEDIUMBLOB, lb LONGBLOB, b1 BIT(1), b12 BIT(12), b64 BIT(64),"
                + " en ENUM('a','b,c','it''s','\u00e4'), el ENUM('x','\u00fc') CHARACTER SET latin1, se SET('p','q','r s'),"
                + " gm GEOMETRY" + (hasJson(server) ? ", js JSON" : "")
                + ") ENGINE=InnoDB DEFAULT CHARSET=utf8";
    }

    static String[] fillTypes(DatabaseServer server) {
        String json = hasJson(server) ? ", js=" : "";
        return new String[] {
            "INSERT INTO mg_types SET id=0, note='zero', dt='0000-00-00', dtm='0000-00-00 00:00:00',"
                    + " dtm3='0000-00-00 00:00:00', dtm6='0000-00-00 00:00:00', ts='0000-00-00 00:00:00',"
                    + " ts6='0000-00-00 00:00:00', y=0, tm='00:00:00', tm3='-00:00:00.001', tm6='-00:00:01.000001', ti=0,"
                    + " d1=0, d2=0, f=0, db=0, ch='', vc='', vl='', bn='', vb='', en=0, se='', b1=b'0', b12=b'0', b64=b'0'"
                    + (hasJson(server) ? json + "'[]'" : ""),
            "INSERT INTO mg_types SET id=1, note='max', ti=127, tiu=255, si=32767, siu=65535, mi=8388607, miu=16777215,"
                    + " i=2147483647, iu=4294967295, bi=9223372036854775807, biu=18446744073709551615, zf=42, bo=TRUE,"
                    + " d1=99999999.9999, d2='99999999999999999999999999999999999.999999999999999999999999999999', d3=99999,"
                    + " d4=0.9999999999, f=3.4e38, f2=12345.67, db=1.7976931348623157e308, dt='9999-12-31', tm='838:59:59',"
                    + " tm3='838:59:58.999', tm6='838:59:58.999999', dtm='9999-12-31 23:59:59', dtm1='2020-02-29 01:02:03.9',"
                    + " dtm3='2020-02-29 01:02:03.123', dtm6='9999-12-31 23:59:59.999999', ts='2038-01-19 03:14:07',"
                    + " ts6='2038-01-19 03:14:07.999999', y=2155, ch='abcde', vc=REPEAT('\u00fc', 20), vl='\u20ac\u00e4\u00ff',"
                    + " vm='\ud83d\ude00\u00e4', va='~', vu='\u4e2d', tt=REPEAT('t', 255), tx=CONCAT('\u00df', REPEAT('x', 60000)),"
                    + " mt=REPEAT('\u00e4', 70000), lt=REPEAT('\ud83d\ude00', 100), bn=x'00FF00FF', vb=REPEAT(x'FE', 300),"
                    + " tb=REPEAT(x'00', 255), b=REPEAT(x'0D0A', 30000), mb=x'00', lb=REPEAT(x'AB', 70000), b1=b'1',"
                    + " b12=b'111111111111', b64=~0, en='b,c', el='\u00fc', se='p,q,r s', gm=ST_GeomFromText('POINT(1 2)')"
                    + (hasJson(server)
                            ? json
                                    + "'{\"b\": [1, -2.5, true, null, \"\u00e4\\\\n\\\\u0001\\\\\"\"], \"a\": {}, \"big\":"
                                    + " 18446744073709551615, \"d\": 1e100, \"s\": 0.001}'"
                            : ""),
            "INSERT INTO mg_types SET id=18446744073709551615, note='min', ti=-128, tiu=0, si=-32768, siu=0, mi=-8388608,"
                    + " miu=0, i=-2147483648, iu=0, bi=-9223372036854775808, biu=0, zf=0, bo=FALSE, d1=-99999999.9999,"
                    + " d2='-99999999999999999999999999999999999.999999999999999999999999999999', d3=0, d4=-0.0000000001,"
                    + " f=-1.17549e-38, f2=-0.1, db=2.2250738585072014e-308, dt='1000-01-01', tm='-838:59:59',"
                    + " tm3='-838:59:58.999', tm6='-838:59:58.999999', dtm='1000-01-01 00:00:00', dtm1='1000-01-01',"
                    + " dtm3='1000-01-01', dtm6='1000-01-01 00:00:00.000001', ts='1970-01-01 00:00:01',"
                    + " ts6='1970-01-01 00:00:01.000001', y=1901, ch='a b  ', vc=' x ', vl=' ', vm='', va='', vu='',"
                    + " tt='', tx='', mt='', lt='', bn=x'0100', vb=x'0000', tb='', b='', mb='', lb='', en='it''s', el='x',"
                    + " se='r s', gm=ST_GeomFromText('LINESTRING(0 0,1 1)')"
                    + (hasJson(server) ? json + "'\"text\"'" : ""),
            "INSERT INTO mg_types SET id=4, note='odd', dt='2014-02-00', dtm='2014-00-00 10:00:00', f=0.1, db=0.1,"
                    + " tm='-00:00:01', tm3='00:00:00.010', dtm1='2020-01-01 00:00:00.5', en='\u00e4', d1=-0.0001,"
                    + " vl=CONVERT(x'818D8F909D80' USING latin1)"
                    + (hasJson(server) ? json + "'123456.789'" : ""),
            "INSERT INTO mg_types SET id=5, note='nulls', vc=NULL"
        };
    }
}
