package dev.gangway.mysql.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GRANT ALL PRIVILEGES ON *.* TO `a`@`%` WITH GRANT OPTION | shop | TRIGGER | true",
                "GRANT ALL ON `shop`.* TO 'a'@'%' | shop | TRIGGER | true",
                "GRANT ALL PRIVILEGES ON `shop`.* TO 'a'@'%' | other | TRIGGER | false",
                "GRANT SELECT, INSERT ON `gangway\\_%`.* TO `a`@`%` | gangway_m1 | INSERT | true",
                "GRANT SELECT, INSERT ON `gangway\\_%`.* TO `a`@`%` | gangwayxm1 | INSERT | false",
                "GRANT SELECT ON `sh_p`.* TO `a`@`%` | shop | SELECT | true",
                "GRANT SELECT (a, b), INSERT ON `shop`.* TO `a`@`%` | shop | SELECT | false",
                "GRANT SELECT (a, b), INSERT ON `shop`.* TO `a`@`%` | shop | INSERT | true",
                "GRANT SELECT ON `shop`.`orders` TO `a`@`%` | shop | SELECT | false",
                "GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*1' | shop | SELECT | false",
                "GRANT BINLOG MONITOR, REPLICATION REPLICA ON *.* TO `a`@`%` | shop | REPLICATION CLIENT | true",
                "GRANT `role`@`%` TO `a`@`%` | shop | SELECT | false"
            })
    void tellsWhatAnAccountMayDo(String line, String schema, String privilege, boolean may) {
        assertThat(Grants.parse(List.of(line)).has(privilege, schema)).isEqualTo(may);
    }

    @Test
    void looksAtTheMostSpecificPatternOnly() {
        Grants grants = Grants.parse(List.of(
                "GRANT SELECT, INSERT ON `sh_p`.* TO `a`@`%`",
                "GRANT DELETE ON `sho%`.* TO `a`@`%`",
                "GRANT UPDATE ON `my\\_shop`.* TO `a`@`%`",
                "GRANT SELECT ON `my_shop`.* TO `a`@`%`"));

        assertThat(grants.missing(List.of("SELECT", "INSERT", "DELETE"), "shop"))
                .containsExactly("SELECT", "INSERT");
        assertThat(grants.missing(List.of("SELECT", "UPDATE"), "my_shop")).containsExactly("SELECT");
        assertThat(grants.pattern("shop")).isEqualTo("`sho%`");
        assertThat(grants.pattern("my_shop")).isEqualTo("`my\\_shop`");
        assertThat(grants.pattern("other_one")).isEqualTo("`other\\_one`");
    }

    @Test
    void listsWhatIsMissingInTheGivenOrder() {
        Grants grants = Grants.parse(List.of(
                "GRANT RELOAD ON *.* TO `a`@`%`",
                "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`", "GRANT `r`@`%` TO `a`@`%`"));

        assertThat(grants.missingGlobally(List.of("SELECT", "RELOAD", "TRIGGER")))
                .containsExactly("SELECT", "TRIGGER");
        assertThat(grants.missing(List.of("SELECT", "RELOAD", "TRIGGER"), "shop"))
                .isEmpty();
        assertThat(grants.hasRoles()).isTrue();
    }
}
