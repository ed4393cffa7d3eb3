package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigUpgradeCommandTest {
    private static final String OLD = """
            <config>
                <steps mode="data">
                    <step title="Map Step"><data>Migration\\Step\\Map\\Data</data></step>
                </steps>
                <!-- the old shop -->
                <source><database host="db" name="m1" username="u" password="geheim-1"/></source>
                <destination><database host="db" name="m2" user="u"><password>geheim-2</password></database></destination>
                <options>
                    <map_file>map.xml</map_file>
                    <bulk_size>0</bulk_size>
                </options>
            </config>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
        file = Files.writeString(folder.resolve("old.xml"), OLD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void listsTheChangesAndWritesNothingUntilToldWhere() throws IOException {
        assertThat(run("config", "upgrade", file.toString())).isEqualTo(ExitCode.DONE);

        assertThat(out.toString())
                .contains("username of <database>", "user of <database>", "<bulk_size>", "chunk-rows")
                .contains("3 changes; nothing is written: add --out FILE or --in-place");
        assertThat(Files.readString(file)).isEqualTo(OLD);
        assertThat(out + err.toString()).doesNotContain("geheim");
    }

    @Test
    void writesAFileThatTheCheckTakes() throws IOException {
        Path result = folder.resolve("new.xml");

        assertThat(run("config", "upgrade", file.toString(), "--out", result.toString()))
                .isEqualTo(ExitCode.DONE);

        assertThat(run("config", "check", "--config", result.toString())).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(result))
                .contains(
                        "<!-- the old shop -->",
                        "user=\"u\" password=\"geheim-1\"",
                        "password=\"geheim-2\"></database>");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(result)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).isEqualTo(OLD);
        assertThat(run("config", "upgrade", file.toString(), "--out", result.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("FILE_EXISTS");
    }

    @Test
    void keepsTheOldFileWhenItWritesInPlace() throws IOException {
        assertThat(run("config", "upgrade", file.toString(), "--in-place")).isEqualTo(ExitCode.DONE);

        assertThat(Files.readString(folder.resolve("old.xml.bak"))).isEqualTo(OLD);
        assertThat(Files.readString(file)).contains("user=\"u\"").doesNotContain("bulk_size");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        String upgraded = Files.readString(file);
        assertThat(run("config", "upgrade", file.toString(), "--in-place")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).endsWith(file + " is up to date\n");
        assertThat(Files.readString(file)).isEqualTo(upgraded);
        assertThat(Files.readString(folder.resolve("old.xml.bak"))).isEqualTo(OLD);
    }

    @Test
    void writesNothingThatTheCheckWouldRefuse() throws IOException {
        Files.writeString(file, OLD.replace("Map\\Data", "Acme\\Data"));
        Path result = folder.resolve("new.xml");

        assertThat(run("config", "upgrade", file.toString(), "--out", result.toString(), "--json"))
                .isEqualTo(ExitCode.USAGE);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("written").isNull()).isTrue();
        assertThat(json.path("changes")).hasSize(3);
        assertThat(json.path("changes").path(0).path("change").asText()).isEqualTo("renamed");
        assertThat(json.path("mistakes").path(0).asText()).contains("Unknown step class");
        assertThat(result).doesNotExist();
        assertThat(out + err.toString()).doesNotContain("geheim");
    }

    @Test
    void refusesWhatContradictsItself() {
        assertThat(run("config", "upgrade", "no.xml")).isEqualTo(ExitCode.USAGE);
        assertThat(run("config", "upgrade", file.toString(), "--out", "x.xml", "--in-place"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("config", "upgrade", file.toString(), "--out", file.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("\"no.xml\" does not exist", "leave one out", "--out is the file itself")
                .contains("[CONFIG_FILE_MISSING]", "[USAGE]");
    }

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
