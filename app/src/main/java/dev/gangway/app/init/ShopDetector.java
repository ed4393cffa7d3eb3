package dev.gangway.app.init;

import dev.gangway.app.shopfiles.Found;
import dev.gangway.app.shopfiles.ShopFiles;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.inspect.InstalledModules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells edition and release of a shop. Magento stores neither, so they follow from tables and columns that came with certain
 * releases; a column that is missing in a table that is there says more than a table that is missing.
 */
final class ShopDetector {
    /** A complete Magento 1 has more than 300 tables, a complete Magento 2 about 400; each has a table of its modules. */
    private static final int WHOLE = 200;

    /** What came with a release; without a column the table itself did. */
    private record Signal(String openSource, String commerce, String table, String column, String type) {
        String name() {
            return column.isEmpty() ? "table " + table : table + "." + column + (type.isEmpty() ? "" : " as " + type);
        }

        Release since(Edition edition) {
            return Release.of(edition == Edition.OPENSOURCE ? openSource : commerce);
        }
    }

    private static final List<Signal> MAGENTO_1 = List.of(
            new Signal("1.6.1.0", "1.11.1.0", "catalogrule", "sub_is_enable", ""),
            new Signal("1.6.2.0", "1.11.2.0", "paypal_settlement_report_row", "payment_tracking_id", ""),
            new Signal("1.7.0.0", "1.12.0.0", "cataloginventory_stock_item", "is_decimal_divided", ""),
            new Signal("1.7.0.0", "1.12.0.0", "sales_flat_quote_address", "vat_id", ""),
            new Signal("1.8.0.0", "1.13.0.0", "sales_flat_invoice", "discount_description", ""),
            new Signal("1.8.0.0", "1.13.0.0", "tax_calculation_rule", "calculate_subtotal", ""),
            new Signal("1.9.2.0", "1.14.2.0", "rating_option_vote", "remote_ip_long", "varbinary"),
            new Signal("1.9.3.0", "1.14.3.0", "sales_bestsellers_aggregated_daily", "product_type_id", ""),
            new Signal("1.9.3.0", "1.14.3.0", "customer_flowpassword", "", ""));
    /** A version of a module in the shop's own list: {@code absent} is the first release that is known to have it. */
    private record ModuleSignal(String module, String version, Release since, Release absent) {}

    private static final Map<Edition, List<ModuleSignal>> MODULES_1 = Map.of(
            Edition.OPENSOURCE,
            List.of(new ModuleSignal("admin_setup", "1.6.1.3", Release.of("1.9.4.3"), Release.of("1.9.4.5"))),
            Edition.COMMERCE,
            List.of(new ModuleSignal("admin_setup", "1.6.1.3", Release.of("1.14.4.3"), Release.of("1.14.4.5"))));

    private static final List<Signal> COMMERCE_1 = List.of(
            new Signal("", "1.13.0.0", "enterprise_url_rewrite", "", ""),
            new Signal("", "1.14.1.0", "merchandiser_category_values", "", ""));
    private static final List<Signal> MAGENTO_2 = List.of(
            new Signal("2.3.0", "2.3.0", "patch_list", "", ""),
            new Signal("2.4.0", "2.4.0", "login_as_customer", "", ""),
            new Signal("2.4.0", "2.4.0", "media_gallery_asset", "", ""),
            new Signal("2.4.4", "2.4.4", "jwt_auth_revoked", "", ""),
            new Signal("2.4.5", "2.4.5", "admin_adobe_ims_webapi", "", ""));

    private ShopDetector() {}

    /** A Magento 1; the schema's names are without prefix. */
    static Shop magento1(Schema schema, InstalledModules modules, String prefix) {
        boolean commerce = schema.has("enterprise_customerbalance")
                || schema.has("enterprise_giftcardaccount")
                || modules.versions().keySet().stream().anyMatch(code -> code.startsWith("enterprise_"));
        Edition edition = commerce ? Edition.COMMERCE : Edition.OPENSOURCE;
        var range = new ReleaseRange.Builder();
        MAGENTO_1.forEach(signal -> weigh(signal, schema, edition, range));
        if (commerce) {
            COMMERCE_1.forEach(signal -> weigh(signal, schema, edition, range));
        }
        MODULES_1.getOrDefault(edition, List.of()).forEach(signal -> weigh(signal, modules, range));
        return new Shop(edition, range.build(), prefix, isWhole(schema));
    }

    private static void weigh(ModuleSignal signal, InstalledModules modules, ReleaseRange.Builder range) {
        Optional<Release> installed =
                Optional.ofNullable(modules.versions().get(signal.module())).flatMap(Release::parse);
        String name = "module " + signal.module() + " " + signal.version();
        installed.ifPresent(version -> {
            if (version.isBefore(Release.of(signal.version()))) {
                range.missing(name, signal.absent());
            } else {
                range.suggests(name, signal.since());
            }
        });
    }

    /** The same shop with what its own program says of its release, unless the database shows otherwise. */
    static Shop withProgram(Shop shop, ShopFiles files) {
        return files.release()
                .map(release -> withRelease(shop, release, files.commerce()))
                .orElse(shop);
    }

    private static Shop withRelease(Shop shop, Found release, Optional<Boolean> commerce) {
        ReleaseRange range = shop.releases();
        Optional<Release> said = Release.parse(release.text());
        if (said.isEmpty()) {
            return shop;
        }
        List<String> evidence = new ArrayList<>();
        boolean fits = range.allows(said.get());
        evidence.add(release.where() + " says " + release.text() + (fits ? "" : ", but the tables do not fit that"));
        commerce.map(flag -> flag ? Edition.COMMERCE : Edition.OPENSOURCE)
                .filter(edition -> edition != shop.edition())
                .ifPresent(edition -> evidence.add(
                        release.where() + " says " + edition.title() + ", but the tables do not fit that"));
        evidence.addAll(range.evidence());
        ReleaseRange told = fits
                ? new ReleaseRange(said, said.map(Release::next), Sureness.SURE, evidence, range.certain())
                : new ReleaseRange(range.from(), range.before(), Sureness.GUESS, evidence, range.certain());
        return new Shop(shop.edition(), told, shop.prefix(), shop.whole());
    }

    /** A Magento 2; {@code lastSeen} is the release that its administration noted, when it did. */
    static Shop magento2(Schema schema, Optional<String> lastSeen, String prefix) {
        boolean commerce = schema.has("staging_update")
                || schema.has("magento_customerbalance")
                || schema.table("catalog_product_entity")
                        .filter(table -> table.hasColumn("row_id"))
                        .isPresent();
        Edition edition = commerce ? Edition.COMMERCE : Edition.OPENSOURCE;
        Optional<Release> noted = lastSeen.flatMap(Release::parse);
        if (noted.isPresent()) {
            var evidence = List.of("its administration showed " + lastSeen.get() + " to somebody");
            return new Shop(edition, exactly(noted.get(), evidence), prefix, isWhole(schema));
        }
        var range = new ReleaseRange.Builder();
        MAGENTO_2.forEach(signal -> weigh(signal, schema, edition, range));
        if (!ReleaseOverlay.of(Side.DESTINATION, schema).isEmpty()) {
            range.found("columns of comments on documents", ReleaseOverlay.NEWEST_TARGET);
        }
        return new Shop(edition, range.build(), prefix, isWhole(schema));
    }

    private static ReleaseRange exactly(Release release, List<String> evidence) {
        return new ReleaseRange(Optional.of(release), Optional.of(release.next()), Sureness.SURE, evidence);
    }

    private static void weigh(Signal signal, Schema schema, Edition edition, ReleaseRange.Builder range) {
        Optional<Table> table = schema.table(signal.table());
        boolean present = table.isPresent()
                && (signal.column().isEmpty()
                        || table.get()
                                .column(signal.column())
                                .filter(column -> column.type().startsWith(signal.type()))
                                .isPresent());
        if (present) {
            range.found(signal.name(), signal.since(edition));
        } else if (table.isPresent() || (signal.column().isEmpty() && isWhole(schema))) {
            range.missing(signal.name(), signal.since(edition));
        }
    }

    private static boolean isWhole(Schema schema) {
        boolean registered = schema.has("core_resource") || schema.has("setup_module");
        return registered && schema.tables().size() >= WHOLE;
    }
}
