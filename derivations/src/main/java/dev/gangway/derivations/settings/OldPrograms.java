package dev.gangway.derivations.settings;

import dev.gangway.core.handler.content.StandardRoutes;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.SettingsRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings that name programs or themes of Magento 1: classes, model aliases, cron jobs, default templates, logos. Those
 * with a counterpart get its name; the others are left behind and counted, because Magento 2 fails when it looks for them.
 */
public final class OldPrograms {
    static final String CLASS_LEFT = "a setting that names a class of Magento 1 was left behind";
    static final String JOB_LEFT = "a cron job of Magento 1 was left behind";
    static final String SERVICE_LEFT = "a source of currency rates that Magento 2 does not have was left behind";
    static final String THEME_LEFT = "a setting of Magento 1's theme was left behind";

    private static final String VALUE = "value";
    private static final String OLD_JOBS = "crontab/jobs/";
    private static final Pattern JOB = Pattern.compile("(crontab/[^/]+/jobs/([^/]+))/(run/model|schedule/.+)");
    private static final String JOB_MODEL = "run/model";
    private static final Pattern OLD_CLASS = Pattern.compile(
            "(?:(?:Mage|Varien|Enterprise)_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*"
                    + "|[A-Z][A-Za-z0-9]*_[A-Z][A-Za-z0-9]*_(?:Model|Block|Helper|Controller)(?:_[A-Za-z0-9]+)+)(?:::\\w+)?");
    private static final Pattern ALIAS = Pattern.compile("([a-z][a-z0-9_]*/[a-z][A-Za-z0-9_]*)(::\\w+)?");
    private static final Pattern NAMES_CLASS =
            Pattern.compile("(?:.*[/_])?(?:model|class|renderer|instance|observer|callback|helper|engine)");
    private static final Pattern OLD_THEME = Pattern.compile("design/(?:package/.+|theme/(?!theme_id$).+)");
    private static final Pattern LOGO = Pattern.compile("design/header/logo_src|design/head/shortcut_icon");
    private static final String IN_SKIN = "images/";

    /** First parts of model aliases of Magento 1 itself; words that also begin paths of files or pages are left out. */
    private static final Set<String> CORE = Set.of(
            ("adminhtml api2 authorizenet backup bundle catalog catalogindex cataloginventory catalogrule catalogsearch"
                            + " centinel checkout configswatches core cron customer dataflow directory downloadable eav"
                            + " giftmessage googleanalytics googlecheckout importexport log newsletter oauth paygate payment"
                            + " paypal paypaluk persistent productalert rating reports review rss sales salesrule sendfriend"
                            + " shipping sitemap tag tax usa weee widget wishlist xmlconnect")
                    .split(" ", -1));

    /** Jobs that both have, by the method that runs them. */
    private static final Map<String, String> METHODS = Map.of(
            "sitemap/observer::scheduledGenerateSitemaps",
                    "Magento\\Sitemap\\Model\\Observer::scheduledGenerateSitemaps",
            "directory/observer::scheduledUpdateCurrencyRates",
                    "Magento\\Directory\\Model\\Observer::scheduledUpdateCurrencyRates",
            "productalert/observer::process", "Magento\\ProductAlert\\Model\\Observer::process",
            "backup/observer::scheduledBackup", "Magento\\Backup\\Cron\\SystemBackup::execute",
            "newsletter/observer::scheduledSend", "Magento\\Newsletter\\Model\\Observer::scheduledSend",
            "paypal/observer::fetchReports", "Magento\\Paypal\\Cron\\FetchReports::execute",
            "sales/observer::cleanExpiredQuotes", "Magento\\Sales\\Cron\\CleanExpiredQuotes::execute");

    /** Jobs that Magento 2 knows by the same name. */
    private static final Set<String> JOBS = Set.of(
            "catalog_product_alert",
            "currency_rates_update",
            "sitemap_generate",
            "system_backup",
            "newsletter_send_all",
            "paypal_fetch_settlement_reports",
            "sales_clean_quotes",
            "captcha_delete_old_attempts",
            "captcha_delete_expired_images",
            "persistent_clear_expired",
            "aggregate_sales_report_tax_data",
            "aggregate_sales_report_order_data",
            "aggregate_sales_report_invoiced_data",
            "aggregate_sales_report_refunded_data",
            "aggregate_sales_report_bestsellers_data",
            "aggregate_sales_report_coupons_data");

    private static final String RATES_FROM = "currency/import/service";
    private static final Set<String> RATE_SERVICES = Set.of("fixerio", "fixerio_apilayer", "currencyconverterapi");

    private static final Map<String, String> TEMPLATES =
            Map.of("contacts_email_email_template", "contact_email_email_template");

    private final SettingsRules rules;
    private final Map<String, String> classes;
    private final Set<String> modules;
    private final LossCounter losses;

    /** {@code modules}: first parts of model aliases of the extensions that the shop has. */
    public OldPrograms(SettingsRules rules, Map<String, String> classes, Set<String> modules, LossCounter losses) {
        this.rules = rules;
        this.classes = Map.copyOf(classes);
        this.modules = Set.copyOf(modules);
        this.losses = losses;
    }

    /** By the shop's own list of modules, whose codes are mostly those of their aliases with an ending. */
    public static Set<String> modules(List<Row> resources) {
        return resources.stream()
                .map(row -> String.valueOf(row.text("code")).replaceFirst("_setup$", ""))
                .collect(Collectors.toSet());
    }

    /** Magento 1's settings as Magento 2 can use them; the given rows are not changed. */
    public List<Row> mend(List<Row> settings) {
        var mended = new ArrayList<Row>(settings.size());
        for (Row row : settings) {
            String path = String.valueOf(row.text("path"));
            String value = row.text(VALUE);
            if (rules.isIgnored(path) || value == null || value.isBlank()) {
                mended.add(row);
            } else {
                mend(row, rules.mappedPath(path), value, settings).ifPresent(mended::add);
            }
        }
        return mended;
    }

    private Optional<Row> mend(Row row, String path, String value, List<Row> settings) {
        Matcher job = JOB.matcher(path);
        if (path.startsWith(OLD_JOBS) || job.matches()) {
            String kept = path.startsWith(OLD_JOBS) ? null : job(job, value, settings);
            return kept == null ? left(row, JOB_LEFT) : Optional.of(with(row, kept));
        }
        if (OLD_THEME.matcher(path).matches() || (LOGO.matcher(path).matches() && value.startsWith(IN_SKIN))) {
            return left(row, THEME_LEFT);
        }
        if (path.equals(RATES_FROM) && !RATE_SERVICES.contains(value.strip())) {
            return left(row, SERVICE_LEFT);
        }
        Optional<String> mended = value(path, value.strip());
        return mended.isEmpty() ? left(row, CLASS_LEFT) : Optional.of(with(row, mended.get()));
    }

    /** The value of a setting of a job, or null when Magento 2 cannot run it. */
    private @Nullable String job(Matcher job, String value, List<Row> settings) {
        if (job.group(3).equals(JOB_MODEL)) {
            return method(value);
        }
        boolean runs = JOBS.contains(job.group(2))
                || settings.stream()
                        .filter(row -> rules.mappedPath(String.valueOf(row.text("path")))
                                .equals(job.group(1) + "/" + JOB_MODEL))
                        .map(row -> row.text(VALUE))
                        .anyMatch(model -> model != null && !model.isBlank() && method(model) != null);
        return runs ? value : null;
    }

    private static @Nullable String method(String model) {
        return model.indexOf('\\') >= 0 ? model : METHODS.get(model.strip());
    }

    /** The value, or its counterpart; empty when it names what Magento 2 does not have. */
    private Optional<String> value(String path, String value) {
        if (path.equals("web/default/front")) {
            return Optional.of(StandardRoutes.translated(value));
        }
        if (path.endsWith("template")) {
            return Optional.of(TEMPLATES.getOrDefault(value, value));
        }
        if (OLD_CLASS.matcher(value).matches()) {
            return Optional.empty();
        }
        Matcher alias = ALIAS.matcher(value);
        if (alias.matches() && (alias.group(2) != null || namesClass(path, alias.group(1)))) {
            return Optional.ofNullable(classes.get(alias.group(1)))
                    .filter(name -> !name.isEmpty())
                    .map(name -> alias.group(2) == null ? name : name + alias.group(2));
        }
        return Optional.of(value);
    }

    private boolean namesClass(String path, String alias) {
        String module = alias.substring(0, alias.indexOf('/'));
        return NAMES_CLASS.matcher(path).matches()
                || CORE.contains(module)
                || modules.contains(module)
                || module.startsWith("enterprise_");
    }

    private static Row with(Row row, String value) {
        if (value.equals(String.valueOf(row.text(VALUE)).strip())) {
            return row;
        }
        Row changed = row.copy();
        changed.set(VALUE, value);
        return changed;
    }

    private Optional<Row> left(Row row, String reason) {
        losses.count(row, VALUE, reason);
        return Optional.empty();
    }
}
