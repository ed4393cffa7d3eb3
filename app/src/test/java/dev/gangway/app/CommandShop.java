package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A sample shop, targets for it, and commands on them in this process. */
final class CommandShop implements AutoCloseable {
    static final DatabaseServer SERVER = Servers.mariadb();

    final String source = name("src");
    private final Path folder;
    private final String capture;
    private final DatabaseServer sourceServer;
    private final DatabaseServer targetServer;
    private final SampleShop shop = new SampleShop(ShopSize.SMALL, 7);
    private final List<String> targets = new ArrayList<>();
    private String kafka = "";
    private UnaryOperator<String> edit = text -> text;
    private int sourcePort;
    private int targetPort;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    CommandShop(Path folder, String capture) {
        this(folder, capture, SERVER);
    }

    /** The same with targets on another server than the source. */
    CommandShop(Path folder, String capture, DatabaseServer targetServer) {
        this(folder, capture, SERVER, targetServer);
    }

    /** The same with both on servers of the test's choice. */
    CommandShop(Path folder, String capture, DatabaseServer sourceServer, DatabaseServer targetServer) {
        this.folder = folder;
        this.sourceServer = sourceServer;
        this.capture = capture;
        this.targetServer = targetServer;
        this.sourcePort = sourceServer.port();
        this.targetPort = targetServer.port();
        ShopDatabases.createSource(sourceServer, source, shop);
    }

    /** Uses a cluster instead of the embedded broker; {@code element} is {@code <kafka>} in full. */
    CommandShop withKafka(String element) {
        kafka = element;
        return this;
    }

    /**
     * Uses the broker and the registry that the tests of this JVM share, as is due where the stream is not started to look at the
     * embedded ones: those take longer to start than most tests to do what they are for.
     */
    CommandShop withSharedKafka() {
        return withKafka(sharedKafka());
    }

    static String sharedKafka() {
        return "<kafka bootstrap-servers=\"" + Servers.kafka().bootstrapServers() + "\" schema-registry-url=\""
                + Servers.registry().url() + "\"/>";
    }

    /** Writes the configuration otherwise from now on. */
    void edit(UnaryOperator<String> change) {
        edit = change;
    }

    /** The same besides what was changed before. */
    void also(UnaryOperator<String> change) {
        UnaryOperator<String> before = edit;
        edit = text -> change.apply(before.apply(text));
    }

    /** Makes a target what it was before anything was done to it. */
    void restore(String target) {
        targetServer.execute("DROP DATABASE " + target);
        ShopDatabases.createTarget(targetServer, target, shop);
    }

    /** Reaches the servers through other ports than their own. */
    CommandShop through(int portOfSource, int portOfTarget) {
        sourcePort = portOfSource;
        targetPort = portOfTarget;
        return this;
    }

    private static String name(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    /** A fresh target database. */
    String newTarget() {
        String target = name("dst");
        targets.add(target);
        ShopDatabases.createTarget(targetServer, target, shop);
        return target;
    }

    static String stateOf(String target) {
        return "gangway_" + target;
    }

    /** Runs a command for a target; what it says is in {@link #said()} and {@link #result()}. */
    int run(String target, String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var words = new ArrayList<>(List.of(arguments));
        words.add(file(target).toString());
        return Main.execute(
                new StageOperations(), new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
    }

    /** A target that settings and data are loaded into. */
    String loaded() throws IOException {
        String target = newTarget();
        done(target, "settings");
        done(target, "data");
        return target;
    }

    /** Runs a command that is to succeed. */
    void done(String target, String... command) throws IOException {
        assertThat(run(target, command)).as(said()).isEqualTo(ExitCode.DONE);
    }

    /** Runs a command that is to be refused before it does anything. */
    void refuses(String target, String code, String... command) throws IOException {
        assertThat(run(target, command)).as(said()).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("[" + code + "]");
    }

    String said() {
        return err.toString();
    }

    String result() {
        return out.toString();
    }

    MigrationConfig config(String target) throws IOException {
        return MigrationConfig.load(file(target), ConfigEnvironment.ofProcess(), new Problems());
    }

    /** The configuration for a target. */
    Path file(String target) throws IOException {
        Path file = folder.resolve(target + ".xml");
        try (InputStream template = SampleShop.class.getResourceAsStream("demo.xml")) {
            String text = new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file,
                    edit.apply(text.replace("<source-id>demo<", "<source-id>" + target.replace('_', '-') + "<")
                            .replace("name=\"shop\"", "name=\"" + source + "\"")
                            .replace("name=\"magento2\"", "name=\"" + target + "\"")
                            .replace("${env:DEMO_SOURCE_PORT}", String.valueOf(sourcePort))
                            .replace("${env:DEMO_TARGET_PORT}", String.valueOf(targetPort))
                            .replace("${env:DEMO_USER}", SERVER.user())
                            .replace("${env:DEMO_PASSWORD}", SERVER.password())
                            .replace("${env:DEMO_CAPTURE}", capture)
                            .replaceAll("<kafka [^>]*/>", kafka)));
        }
        return file;
    }

    /** Tables of which two targets hold other rows. */
    List<TableDifference> differences(String expected, String actual) throws Exception {
        try (Connection one = targetServer.connect(expected);
                Connection other = targetServer.connect(actual)) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(one, other);
        }
    }

    List<String> names(String sql) {
        return SERVER.query(sql).stream().map(row -> String.valueOf(row.get(0))).toList();
    }

    @Override
    public void close() {
        sourceServer.execute("DROP DATABASE IF EXISTS " + source);
        if (targetServer.isRunning()) {
            targets.forEach(target -> targetServer.execute(
                    "DROP DATABASE IF EXISTS " + target, "DROP DATABASE IF EXISTS " + stateOf(target)));
        }
    }
}
