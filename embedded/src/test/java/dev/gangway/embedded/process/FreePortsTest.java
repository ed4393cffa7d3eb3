package dev.gangway.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final int LOWEST_CLIENT_PORT_OF_LINUX = 32_768;

    @Test
    void givesDifferentPortsOutsideOfTheClientRange() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ports.add(FreePorts.next());
        }

        assertThat(ports).hasSize(50).allMatch(port -> port > 1024 && port < LOWEST_CLIENT_PORT_OF_LINUX);
        assertThat(ports).noneMatch(FreePorts::isListening);
    }
}
