package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheRegistrysUserApartFromKafkasSettings() throws IOException {
        KafkaClient client = read("""
                # as for kafka-topics --command-config
                security.protocol=SASL_SSL
                ssl.truststore.password = s3cret
                schema.registry.basic.auth.user.info=gangway:p4ss
                """);

        assertThat(client.settings())
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "ssl.truststore.password", "s3cret"));
        assertThat(client.registryUser().value()).isEqualTo("gangway:p4ss");
    }

    @Test
    void hidesWhatItHolds() throws IOException {
        assertThat(read("ssl.key.password=s3cret\nschema.registry.basic.auth.user.info=a:p4ss"))
                .hasToString("KafkaClient[ssl.key.password]");
    }

    private KafkaClient read(String text) throws IOException {
        return KafkaClient.read(Files.writeString(folder.resolve("client.properties"), text));
    }
}
