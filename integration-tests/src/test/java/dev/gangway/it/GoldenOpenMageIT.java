package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.MigrationContext;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.SqlDump;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Leads the reference shop, with what OpenMage 20 adds to it, to Magento 2 by what init writes. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenOpenMageIT {
    private final DatabaseServer server = Servers.mariadb();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void swatchesOfOpenMageAreThoseOfMagento2() throws Exception {
        // Given
        String source = Golden.source(server, "m1-sample");
        try (InputStream statements = Files.newInputStream(Golden.file("m1-openmage.sql"));
                Connection connection = server.connect(source);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            new SqlDump(connection).load(statements);
        }
        String target = Golden.target(server, "m2-empty");
        var migration = new GoldenInit(folder);

        // When
        migration.init(server, source, server, target);
        String seen = migration.printed();
        migration.propose();
        migration.use("");
        migration.migrate();

        // Then
        assertThat(seen).contains("the source is OpenMage 20 or later", "etc/overlay-openmage-20.xml");
        assertThat(migration.printed().substring(seen.length())).doesNotContain("swatch", "backend_locale");
        assertThat(migration.told()).contains("and the integrity check passes");
        List<List<String>> options =
                texts("SELECT option_id FROM " + source + ".eav_attribute_option_swatch ORDER BY option_id");
        assertThat(options).hasSize(3);
        assertThat(texts("SELECT option_id, store_id, type, value FROM " + target
                        + ".eav_attribute_option_swatch ORDER BY option_id"))
                .isEqualTo(options.stream()
                        .map(option -> List.of(option.get(0), "0", "1", "#ff0000"))
                        .toList());
        assertThat(texts("SELECT DISTINCT o.attribute_id FROM " + target + ".eav_attribute_option_swatch s JOIN "
                        + target + ".eav_attribute_option o ON o.option_id = s.option_id JOIN " + target
                        + ".catalog_eav_attribute c ON c.attribute_id = o.attribute_id ORDER BY 1"))
                .isNotEmpty()
                .isEqualTo(texts("SELECT attribute_id FROM " + target
                        + ".catalog_eav_attribute WHERE additional_data LIKE '%visual%' ORDER BY 1"));
        MigrationContext.reset(migration.read());
        server.execute("DROP DATABASE `" + target + "`");
        server.execute("DROP DATABASE `" + source + "`");
    }

    private List<List<String>> texts(String query) {
        return server.query(query).stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .toList();
    }
}
