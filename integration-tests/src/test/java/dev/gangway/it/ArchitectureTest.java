package dev.gangway.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between and inside all modules: app to the stages, stages to mysql and events, all of them to core. */
@AnalyzeClasses(packages = "dev.gangway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "dev.gangway.core..";
    private static final String EVENTS = "dev.gangway.events..";
    private static final String MYSQL = "dev.gangway.mysql..";
    private static final String DERIVATIONS = "dev.gangway.derivations..";
    private static final String PROOF = "dev.gangway.proof..";
    private static final String EMBEDDED = "dev.gangway.embedded..";
    private static final String TESTKIT = "dev.gangway.testkit..";
    private static final String BULK = "dev.gangway.bulkloader..";
    private static final String CDC = "dev.gangway.cdc..";
    private static final String STREAMS = "dev.gangway.streams..";
    private static final String SINK = "dev.gangway.sink..";
    private static final String CONTROL = "dev.gangway.control..";
    private static final String APP = "dev.gangway.app..";
    private static final String DEMO = "dev.gangway.demo..";
    private static final String BENCHMARKS = "dev.gangway.benchmarks..";

    @ArchTest
    static final ArchRule CORE_IS_PURE = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "javax..", "org.jspecify..")
            .because("rows, rules and plans must be usable and testable without a server, a broker or a library");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("core describes what to do; the mysql module does it");

    @ArchTest
    static final ArchRule EVENTS_DEPENDS_ON_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage(EVENTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MYSQL, EMBEDDED, TESTKIT, BULK, CDC, STREAMS, SINK, APP)
            .because("the topics' format is shared by stages and must not drag one of them along");

    @ArchTest
    static final ArchRule MYSQL_DEPENDS_ON_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage(MYSQL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    EVENTS, DERIVATIONS, PROOF, EMBEDDED, TESTKIT, BULK, CDC, STREAMS, SINK, APP, "org.apache.kafka..")
            .because("access to databases is shared by stages and must not drag one of them along");

    @ArchTest
    static final ArchRule DERIVATIONS_NEED_NO_STAGE = noClasses()
            .that()
            .resideInAPackage(DERIVATIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVENTS, PROOF, EMBEDDED, TESTKIT, BULK, CDC, STREAMS, SINK, APP, "org.apache.kafka..")
            .because("load, sink, comparison and repair recompute the same rows by the same code");

    @ArchTest
    static final ArchRule PROOF_NEEDS_NO_STAGE = noClasses()
            .that()
            .resideInAPackage(PROOF)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVENTS, EMBEDDED, TESTKIT, BULK, CDC, STREAMS, SINK, APP, "org.apache.kafka..")
            .because("what compares must not share code with what it judges, but for the plan and the derivations");

    @ArchTest
    static final ArchRule STAGES_DO_NOT_COMPARE = noClasses()
            .that()
            .resideInAnyPackage(BULK, CDC, STREAMS, SINK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(PROOF)
            .because("comparison looks at the stages' result and is started by the app");

    @ArchTest
    static final ArchRule BULK_LOADER_STANDS_ALONE = stage(BULK, CDC, STREAMS, SINK);

    @ArchTest
    static final ArchRule CDC_CONNECTOR_STANDS_ALONE = stage(CDC, BULK, STREAMS, SINK);

    @ArchTest
    static final ArchRule TRANSFORMER_STREAMS_STANDS_ALONE = stage(STREAMS, BULK, CDC, SINK);

    @ArchTest
    static final ArchRule SINK_STANDS_ALONE = stage(SINK, BULK, CDC, STREAMS);

    @ArchTest
    static final ArchRule CONTROL_KNOWS_THE_STREAM_BY_ITS_OWN_WORDS = noClasses()
            .that()
            .resideInAPackage(CONTROL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    EVENTS, MYSQL, DERIVATIONS, EMBEDDED, TESTKIT, BULK, CDC, STREAMS, SINK, APP, "java.sql..")
            .because("the control port shows what the app gives it, and must not reach past it");

    @ArchTest
    static final ArchRule ONLY_CONTROL_SPEAKS_HTTP_TO_PEOPLE = noClasses()
            .that()
            .resideOutsideOfPackage(CONTROL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "io.micrometer..", "jakarta.servlet..")
            .because("what the port and its metrics are made with is nobody else's business");

    @ArchTest
    static final ArchRule THE_PRODUCT_DOES_NOT_NEED_THE_APP = noClasses()
            .that()
            .resideOutsideOfPackages(APP, DEMO, BENCHMARKS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP)
            .because("the app wires everything and is wired by nobody but the demo and the benchmarks, which start it");

    @ArchTest
    static final ArchRule THE_PRODUCT_GOES_WITHOUT_DEMO_AND_TESTKIT = noClasses()
            .that()
            .resideInAnyPackage(
                    CORE, EVENTS, MYSQL, DERIVATIONS, PROOF, EMBEDDED, BULK, CDC, STREAMS, SINK, CONTROL, APP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TESTKIT, DEMO, BENCHMARKS)
            .because("a shop's migration runs with the product's class path alone");

    @ArchTest
    static final ArchRule ONLY_THE_STREAM_SPEAKS_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages(EVENTS, CDC, STREAMS, SINK, EMBEDDED, APP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("the bulk load works without a broker");

    @ArchTest
    static final ArchRule ONLY_CAPTURE_KNOWS_DEBEZIUM = noClasses()
            .that()
            .resideOutsideOfPackage(CDC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.debezium..", "com.github.shyiko..")
            .because("another way to capture must be possible without touching anything else");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.gangway.app.Main")
            .and()
            .resideOutsideOfPackages(EMBEDDED, BENCHMARKS)
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("an exit code is decided in one place, after everything was closed");

    @ArchTest
    static final ArchRule STAGES_START_NO_SERVERS = noClasses()
            .that()
            .resideInAnyPackage(CORE, EVENTS, MYSQL, DERIVATIONS, PROOF, BULK, CDC, STREAMS, SINK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EMBEDDED)
            .because("the app starts the embedded broker; databases are started by demo and tests only");

    @ArchTest
    static final ArchRule MODULES_HAVE_NO_CYCLES =
            slices().matching("dev.gangway.(*)..").should().beFreeOfCycles().because("arrows go one way");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.gangway.(**)")
            .should()
            .beFreeOfCycles()
            .because(
                    "inside a module too a package can only be understood, tested and moved without those that use it");

    @ArchTest
    static final ArchRule PACKAGES_OF_CORE_HAVE_NO_CYCLES = slices().matching("dev.gangway.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("rows, rules, handlers and plans build upon each other in this order");

    private static ArchRule stage(String stage, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(stage)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("stages meet at topics, at the state tables and in core, never directly");
    }
}
