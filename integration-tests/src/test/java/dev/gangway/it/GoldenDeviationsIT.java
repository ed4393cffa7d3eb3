package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.TableDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Migrates the reference shop without strict compatibility: what then differs from the old tool's target is what
 * {@code docs/reference/deviations.md} says, table by table and row by row.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenDeviationsIT {
    private static final Path PAGE =
            Path.of(System.getProperty("gangway.home", ".."), "docs", "reference", "deviations.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (\\d+) \\| (\\d+) \\| .+ \\|$", Pattern.MULTILINE);

    /** What rows are, where they hold the moment in which they were written, or what is encrypted anew each time. */
    private static final String SETTINGS =
            "SELECT scope, scope_id, path, IF(value LIKE '0:3:%', 'encrypted', value)" + " FROM core_config_data";

    private static final Map<String, String> COUNTED = Map.of("core_config_data", SETTINGS);

    /** Texts of products without regard to which of two tables they are in. */
    private static final String SEVERAL_CHOICES =
            "SELECT attribute_id, store_id, entity_id, value FROM catalog_product_entity_varchar UNION ALL"
                    + " SELECT attribute_id, store_id, entity_id, value FROM catalog_product_entity_text";

    /** Per table a query that gives the same rows for both targets if the deviation explains all that differs. */
    private static final Map<String, List<String>> EXPLANATIONS = Map.ofEntries(
            Map.entry(
                    "catalog_eav_attribute",
                    List.of("SELECT c.attribute_id, IF(a.frontend_input = 'price', 0, c.is_global), c.is_visible,"
                            + " c.is_searchable, c.is_filterable, c.is_comparable, c.apply_to, c.position FROM"
                            + " catalog_eav_attribute c JOIN eav_attribute a ON a.attribute_id = c.attribute_id")),
            Map.entry(
                    "catalog_product_entity_int",
                    List.of(
                            "SELECT v.* FROM catalog_product_entity_int v JOIN eav_attribute a"
                                    + " ON a.attribute_id = v.attribute_id AND a.attribute_code NOT IN ('color', 'manufacturer')")),
            Map.entry("catalog_product_entity_text", List.of(SEVERAL_CHOICES)),
            Map.entry("catalog_product_entity_varchar", List.of(SEVERAL_CHOICES)),
            Map.entry(
                    "eav_attribute",
                    List.of(
                            "SELECT attribute_id, entity_type_id, attribute_code, backend_model, frontend_input, source_model,"
                                    + " default_value, IF(frontend_input = 'multiselect', '', backend_type) FROM eav_attribute")),
            Map.entry(
                    "eav_entity_attribute",
                    List.of(
                            "SELECT e.* FROM eav_entity_attribute e JOIN eav_attribute a"
                                    + " ON a.attribute_id = e.attribute_id AND a.attribute_code NOT IN ('color', 'manufacturer')")),
            Map.entry("catalog_product_entity_datetime", List.of(withoutPricesOfVariants("datetime", "special%date"))),
            Map.entry("catalog_product_entity_decimal", List.of(withoutPricesOfVariants("decimal", "%price"))),
            Map.entry(
                    "catalog_product_entity_tier_price",
                    List.of("SELECT entity_id, all_groups, customer_group_id, qty, value, website_id, percentage_value"
                            + " FROM catalog_product_entity_tier_price WHERE entity_id NOT IN"
                            + " (SELECT product_id FROM catalog_product_super_link)")),
            Map.entry(
                    "cms_block",
                    List.of("SELECT block_id, title, identifier, is_active, " + content("content")
                            + " FROM cms_block")),
            Map.entry(
                    "cms_page",
                    List.of("SELECT page_id, title, identifier, page_layout, custom_root_template, is_active, "
                            + content("content") + " FROM cms_page")),
            Map.entry("core_config_data", List.of(SETTINGS + " WHERE path NOT LIKE 'crontab/%log_clean/%'")),
            Map.entry(
                    "customer_entity",
                    List.of(
                            "SELECT entity_id, website_id, email, group_id, store_id, created_at, is_active, firstname, lastname,"
                                    + " dob, default_billing, default_shipping, gender, IF(password_hash LIKE '%:%:0'"
                                    + " OR password_hash LIKE '%:%:1', password_hash, NULL) FROM customer_entity")),
            Map.entry(
                    "customer_entity_varchar",
                    List.of("SELECT value_id, attribute_id, entity_id, value FROM customer_entity_varchar"
                            + " WHERE CHAR_LENGTH(value) < 128 OR value IS NULL")),
            Map.entry(
                    "customer_visitor",
                    List.of("SELECT visitor_id, session_id, created_at, last_visit_at FROM customer_visitor")),
            Map.entry(
                    "design_change",
                    List.of(
                            "SELECT design_change_id, store_id, date_from, date_to FROM design_change",
                            "SELECT design FROM design_change WHERE design NOT LIKE '%/%'")),
            Map.entry(
                    "email_template",
                    List.of(
                            "SELECT template_id, template_code, template_styles, template_type, template_subject,"
                                    + " REPLACE(template_text, 'htmlescape var=$', 'var '), orig_template_code FROM email_template")),
            Map.entry(
                    "newsletter_template",
                    List.of("SELECT template_id, template_code, template_styles, template_subject, modified_at,"
                            + " SUBSTRING_INDEX(" + mail("template_text") + ", '{{block', 1),"
                            + " SUBSTRING_INDEX(template_text, '}}', -1) FROM newsletter_template")),
            Map.entry("quote_payment", List.of(payments("payment_id, quote_id", "quote_payment"))),
            Map.entry("sales_order_payment", List.of(payments("entity_id, parent_id", "sales_order_payment"))),
            Map.entry(
                    "sales_sequence_meta",
                    List.of("SELECT entity_type, store_id, sequence_table FROM sales_sequence_meta")),
            Map.entry(
                    "sales_sequence_profile",
                    List.of("SELECT m.entity_type, m.store_id, p.prefix, p.suffix, p.start_value, p.step, p.max_value,"
                            + " p.warning_value, p.is_active FROM sales_sequence_profile p JOIN sales_sequence_meta m"
                            + " ON m.meta_id = p.meta_id")),
            Map.entry(
                    "search_synonyms",
                    List.of("SELECT REPLACE(REPLACE(synonyms, '\",', ''), '\"', ','), store_id, website_id"
                            + " FROM search_synonyms")),
            Map.entry(
                    "translation",
                    List.of(
                            "SELECT key_id, REPLACE(string, 'Mage_Catalog::', ''), store_id, translate, locale, crc_string"
                                    + " FROM translation")),
            Map.entry(
                    "url_rewrite",
                    List.of(
                            "SELECT url_rewrite_id, IF(entity_type = '', 'custom', entity_type), entity_id, request_path,"
                                    + " IF(target_path = 'contacts', 'contact', target_path),"
                                    + " IF(target_path LIKE 'http%' AND redirect_type = 0, 302, redirect_type), store_id,"
                                    + " description, is_autogenerated, metadata FROM url_rewrite WHERE entity_type <> 'cms-page'",
                            "SELECT DISTINCT r.entity_id, r.request_path, r.target_path, r.redirect_type, r.description,"
                                    + " r.is_autogenerated, r.metadata, IF(s.page_id IS NULL, r.store_id, 1)"
                                    + " FROM url_rewrite r LEFT JOIN cms_page_store s ON s.page_id = r.entity_id"
                                    + " AND s.store_id = 0 WHERE r.entity_type = 'cms-page'")),
            Map.entry(
                    "widget_instance_page",
                    List.of("SELECT page_id, instance_id, page_group, layout_handle, page_for, entities,"
                            + " IF(block_reference = 'left', 'sidebar.main', block_reference),"
                            + " REPLACE(page_template, 'cms/widget/', 'widget/') FROM widget_instance_page")));

    /** Content with what the default mode changes made alike. */
    private static String content(String column) {
        String block = "CONCAT('class=\"Magento', CHAR(92, 92), 'Cms', CHAR(92, 92), 'Block', CHAR(92, 92), 'Block\"')";
        return "REPLACE(REPLACE(REPLACE(" + column + ", 'contacts', 'contact'), '{{skin ', '{{view '), " + block
                + ", 'type=\"cms/block\"')";
    }

    /** What mails take in by the name that Magento 2 has for it. */
    private static String mail(String column) {
        return "REPLACE(REPLACE(REPLACE(" + column
                + ", '\"email-inline.css\"', '\"css/email-inline.css\"'), 'email/header\"', 'email/header_template\"'),"
                + " 'email/footer\"', 'email/footer_template\"')";
    }

    private static String payments(String keys, String table) {
        return "SELECT " + keys + ", method, additional_information, additional_data IS NULL FROM " + table;
    }

    private static String withoutPricesOfVariants(String type, String codes) {
        return "SELECT v.attribute_id, v.store_id, v.entity_id, v.value FROM catalog_product_entity_" + type
                + " v WHERE v.entity_id NOT IN (SELECT product_id FROM catalog_product_super_link) OR v.attribute_id NOT IN"
                + " (SELECT attribute_id FROM eav_attribute WHERE attribute_code LIKE '" + codes + "')";
    }

    /** For each variant and each website what Magento 1 asks, and what Magento 2 does, and whether it is sold alone too. */
    private static final String VARIANTS = """
            SELECT y.product_id, y.store_id, y.base + COALESCE(SUM(IF(p.is_percent, y.base * p.pricing_value / 100, p.pricing_value)), 0),
              y.ours, y.alone
            FROM (SELECT l.parent_id, l.product_id, s.website_id, s.store_id,
                COALESCE((SELECT d.value FROM source.catalog_product_entity_decimal d
                    WHERE d.attribute_id = (SELECT x.attribute_id FROM source.eav_attribute x WHERE x.attribute_code = 'price' AND x.entity_type_id = 4) AND d.entity_id = l.parent_id AND d.store_id = s.store_id),
                  (SELECT d.value FROM source.catalog_product_entity_decimal d
                    WHERE d.attribute_id = (SELECT x.attribute_id FROM source.eav_attribute x WHERE x.attribute_code = 'price' AND x.entity_type_id = 4) AND d.entity_id = l.parent_id AND d.store_id = 0)) AS base,
                COALESCE((SELECT d.value FROM target.catalog_product_entity_decimal d
                    WHERE d.attribute_id = (SELECT x.attribute_id FROM source.eav_attribute x WHERE x.attribute_code = 'price' AND x.entity_type_id = 4) AND d.entity_id = l.product_id AND d.store_id = s.store_id),
                  (SELECT d.value FROM target.catalog_product_entity_decimal d
                    WHERE d.attribute_id = (SELECT x.attribute_id FROM source.eav_attribute x WHERE x.attribute_code = 'price' AND x.entity_type_id = 4) AND d.entity_id = l.product_id AND d.store_id = 0)) AS ours,
                EXISTS (SELECT 1 FROM source.catalog_product_entity_int v JOIN source.eav_attribute a USING (attribute_id)
                    WHERE a.attribute_code = 'visibility' AND v.entity_id = l.product_id AND v.value <> 1) AS alone
              FROM source.catalog_product_super_link l
              JOIN (SELECT website_id, MIN(store_id) AS store_id FROM source.core_store WHERE store_id > 0 GROUP BY website_id) s) y
            LEFT JOIN source.catalog_product_super_attribute sa ON sa.product_id = y.parent_id
            LEFT JOIN source.catalog_product_entity_int o
              ON o.entity_id = y.product_id AND o.attribute_id = sa.attribute_id AND o.store_id = 0
            LEFT JOIN source.catalog_product_super_attribute_pricing p
              ON p.product_super_attribute_id = sa.product_super_attribute_id AND p.value_index = o.value
              AND p.website_id = (SELECT MAX(w.website_id) FROM source.catalog_product_super_attribute_pricing w
                WHERE w.product_super_attribute_id = sa.product_super_attribute_id AND w.value_index = o.value
                AND w.website_id IN (0, y.website_id))
            GROUP BY y.parent_id, y.product_id, y.store_id, y.base, y.ours, y.alone
            """;

    private final DatabaseServer server = Servers.mariadb();
    private String source = "";
    private String reference = "";
    private String ours = "";
    private @Nullable GoldenRun run;
    private List<TableDifference> afterSettings = List.of();
    private List<TableDifference> afterData = List.of();

    @BeforeAll
    void migrate() throws Exception {
        reference = Golden.reference(server, "golden-data");
        ours = Golden.target(server, "m2-empty");
        source = Golden.sharedSource(server, "m1-sample", "");
        var migration = new GoldenRun(
                new GoldenConfig(server, source, "", server, ours, "", "correct", GoldenConfig.Rules.OWN));
        run = migration;
        migration.run(Mode.SETTINGS);
        afterSettings = migration.differences("golden-settings");
        migration.run(Mode.DATA);
        afterData = migration.differences("golden-data");
    }

    @AfterAll
    void cleanUp() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    void settingsModeLeavesOnlyADeadCronJobBehind() {
        assertThat(afterSettings).singleElement().satisfies(difference -> {
            assertThat(difference.table()).isEqualTo("core_config_data");
            assertThat(difference.missing()).isEqualTo(2);
            assertThat(difference.extra()).isZero();
            assertThat(difference.columns()).isEmpty();
        });
    }

    @Test
    void rowsThatDifferAreThoseThatThePageCounts() throws IOException {
        // Given
        Map<String, List<Integer>> counted = new TreeMap<>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> counted.put(
                        row.group(1), List.of(Integer.parseInt(row.group(2)), Integer.parseInt(row.group(3)))));

        // When
        Map<String, List<Integer>> found = new TreeMap<>();
        for (TableDifference difference : afterData) {
            found.put(
                    difference.table(),
                    rowsOfOneSide(COUNTED.getOrDefault(difference.table(), "SELECT * FROM " + difference.table())));
        }

        // Then
        assertThat(found).isEqualTo(counted);
    }

    @Test
    void nothingDiffersBesidesWhatTheDeviationsExplain() {
        for (TableDifference difference : afterData) {
            assertThat(EXPLANATIONS).containsKey(difference.table());
            EXPLANATIONS.getOrDefault(difference.table(), List.of()).forEach(query -> assertThat(rowsOfOneSide(query))
                    .describedAs(query)
                    .containsExactly(0, 0));
        }
    }

    @Test
    void everyVariantCostsWhatMagento1AsksUnlessItIsSoldAlone() {
        List<List<@Nullable String>> variants =
                server.query(VARIANTS.replace("source.", source + ".").replace("target.", ours + "."));

        assertThat(variants).hasSizeGreaterThan(500);
        assertThat(variants).filteredOn(variant -> "0".equals(variant.get(4))).allSatisfy(variant -> assertThat(
                        Double.parseDouble(String.valueOf(variant.get(3))))
                .describedAs(String.valueOf(variant))
                .isCloseTo(Double.parseDouble(String.valueOf(variant.get(2))), within(0.001)));
    }

    @Test
    void everyPasswordThatIsPassedOnIsOneThatMagento2VerifiesAndNoOtherIsThere() {
        // 500 customers: 400 with MD5 or SHA-256, 50 with bcrypt, 50 with SHA-512
        String kinds =
                "SELECT CASE WHEN password_hash IS NULL THEN 'none' WHEN password_hash REGEXP '^[0-9a-f]{32}:[^:]*:0$'"
                        + " THEN 'md5' WHEN password_hash REGEXP '^[0-9a-f]{64}:[^:]*:1$' THEN 'sha256' ELSE 'other' END AS kind,"
                        + " COUNT(*) FROM customer_entity GROUP BY kind ORDER BY kind";

        assertThat(rows(ours, kinds))
                .containsExactly(List.of("md5", "300"), List.of("none", "100"), List.of("sha256", "100"));
    }

    /** How many rows of a query only the reference has, and how many only our target. */
    private List<Integer> rowsOfOneSide(String query) {
        List<List<@Nullable String>> expected = rows(reference, query);
        List<List<@Nullable String>> actual = rows(ours, query);
        return List.of(without(expected, actual), without(actual, expected));
    }

    private List<List<@Nullable String>> rows(String database, String query) {
        return server.query(query.replaceAll("(FROM|JOIN) (\\w+)", "$1 " + database + ".$2"));
    }

    private static int without(List<List<@Nullable String>> rows, List<List<@Nullable String>> others) {
        Map<List<@Nullable String>, Long> left =
                others.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
        var missing = new ArrayList<List<@Nullable String>>();
        for (List<@Nullable String> row : rows) {
            if (left.merge(row, -1L, Long::sum) < 0) {
                missing.add(row);
            }
        }
        return missing.size();
    }
}
