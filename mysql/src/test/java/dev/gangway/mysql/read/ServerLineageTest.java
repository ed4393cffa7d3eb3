package dev.gangway.mysql.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerLineageTest {
    @Test
    void knowsATransactionByItsServerAndDomain() {
        assertThat(ServerLineage.missingOf("0-1-100", "0-1-100,0-2-120")).isEmpty();
        assertThat(ServerLineage.missingOf("0-1-100,3-1-7", "0-1-250,3-1-7")).isEmpty();
        assertThat(ServerLineage.missingOf("0-1-100,3-1-7", "0-1-99,0-2-300,3-1-8"))
                .isEqualTo("0-1-100");
        assertThat(ServerLineage.missingOf("0-1-100", "")).isEqualTo("0-1-100");
    }

    @Test
    void comparesPlacesByWhatEachDomainHas() {
        assertThat(ServerLineage.isAtOrBefore("0-1-100", "0-2-101")).isTrue();
        assertThat(ServerLineage.isAtOrBefore("0-2-101", "0-1-100")).isFalse();
        assertThat(ServerLineage.isAtOrBefore("0-1-100,3-1-7", "0-1-100")).isFalse();
        assertThat(ServerLineage.isAtOrBefore("", "0-1-100")).isTrue();
    }

    @Test
    void tellsAPlaceFromOneThatLooksLikeIt() {
        assertThat(ServerLineage.isSamePlace("0-1-100,3-1-7", "3-1-7,0-2-100")).isTrue();
        assertThat(ServerLineage.isSamePlace("0-1-100,3-1-7", "0-1-100")).isTrue();
        assertThat(ServerLineage.isSamePlace("0-1-101", "0-1-100")).isFalse();
        assertThat(ServerLineage.isSamePlace("", "0-1-100")).isFalse();
    }

    @Test
    void takesTheLastTransactionOfEachDomainForAPlace() {
        assertThat(ServerLineage.asPlace("0-1-100,0-2-101,3-1-7")).isEqualTo("0-2-101,3-1-7");
        assertThat(ServerLineage.asPlace("0-2-101,0-1-100")).isEqualTo("0-2-101");
        assertThat(ServerLineage.asPlace("")).isEmpty();
        String set = "88127be3-ec53-11f1-b055-02fc00000001:1-546";
        assertThat(ServerLineage.asPlace(set)).isEqualTo(set);
    }
}
