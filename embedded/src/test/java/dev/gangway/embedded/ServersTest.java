package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "local"})
    void comeFromThisMachineUnlessSaidOtherwise(String infrastructure) {
        assertThat(Servers.elsewhere(infrastructure)).isEmpty();
    }

    @Test
    void areNotStartedHereWhenAnotherPlaceWasMisspelt() {
        assertThatThrownBy(() -> Servers.elsewhere("contaner")).hasMessageContainingAll("test.infra=contaner", "local");
    }
}
