package dev.gangway.derivations.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Place;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.SettingsRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldProgramsTest {
    private static final Layout LAYOUT = new Layout("core_config_data", List.of("config_id", "path", "value"));
    private static final Place HERE = new Place("settings.xml", 1);
    private static final SettingsRules RULES = new SettingsRules(List.of(
            new SettingsRules.Ignore(HERE, "catalog/search/engine"),
            renamed("log_clean"),
            renamed("sitemap_generate"),
            renamed("vendor_feed")));

    private final List<String> losses = new ArrayList<>();

    private static SettingsRules.Rule renamed(String job) {
        return new SettingsRules.Rename(
                HERE, "crontab/jobs/" + job + "/run/model", "crontab/default/jobs/" + job + "/run/model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "crontab/jobs/log_clean/run/model|log/cron::logClean|-",
                "crontab/jobs/vendor_feed/run/model|Vendor\\Feed\\Cron::run|Vendor\\Feed\\Cron::run",
                "crontab/jobs/vendor_other/run/model|vendor/other::run|-",
                "crontab/jobs/vendor_other/schedule/cron_expr|0 1 * * *|-",
                "crontab/default/jobs/log_clean/schedule/cron_expr|0 1 * * *|-",
                "crontab/default/jobs/sitemap_generate/schedule/cron_expr|0 1 * * *|0 1 * * *",
                "crontab/jobs/sitemap_generate/run/model|sitemap/observer::scheduledGenerateSitemaps"
                        + "|Magento\\Sitemap\\Model\\Observer::scheduledGenerateSitemaps",
                "payment/vendor_pay/model|vendor_pay/method|-",
                "vendor/feed/attribute_model|known/model|New\\Model",
                "vendor/feed/writer|Vendor_Feed_Model_Writer|-",
                "vendor/feed/handler|vendor_feed/writer|-",
                "vendor/feed/product|catalog/product_type|-",
                "vendor/feed/folder|var/export|var/export",
                "vendor/feed/call|feed/writer::write|-",
                "vendor/feed/writer|Mage_Core_Model_File|-",
                "catalog/search/engine|catalogsearch/fulltext_engine|catalogsearch/fulltext_engine",
                "vendor/search/engine|vendor/fulltext|-",
                "general/locale/timezone|Europe/Berlin|Europe/Berlin",
                "vendor/feed/type|text/html|text/html",
                "vendor/feed/name|My_Feed|My_Feed",
                "design/theme/skin|outlet|-",
                "design/theme/theme_id|3|3",
                "design/header/logo_src|images/logo.gif|-",
                "design/header/logo_src|default/logo.gif|default/logo.gif",
                "contacts/email/email_template|contacts_email_email_template|contact_email_email_template",
                "contacts/email/email_template|5|5",
                "web/default/front|cms|cms",
                "currency/import/service|webservicex|-",
                "currency/import/service|fixerio|fixerio",
                "vendor/feed/model|-|-",
            })
    void keepsOnlyWhatMagento2CanUse(String path, @Nullable String value, @Nullable String expected) {
        List<Row> mended = mend(row(path, value));

        boolean left = value != null && expected == null;
        assertThat(mended).hasSize(left ? 0 : 1);
        assertThat(mended).allSatisfy(row -> assertThat(row.text("value")).isEqualTo(expected));
        assertThat(losses).hasSize(left ? 1 : 0);
    }

    @Test
    void keepsTheScheduleOfAJobThatMagento2CanRun() {
        Row schedule = row("crontab/default/jobs/vendor_feed/schedule/cron_expr", "0 1 * * *");

        assertThat(mend(row("crontab/jobs/vendor_feed/run/model", "Vendor\\Feed::run"), schedule))
                .hasSize(2);
        assertThat(mend(row("crontab/jobs/vendor_feed/run/model", "vendor/feed::run"), schedule))
                .isEmpty();
    }

    private List<Row> mend(Row... rows) {
        Set<String> modules = OldPrograms.modules(
                List.of(Row.full(new Layout("core_resource", List.of("code")), new Object[] {"vendor_feed_setup"})));
        return new OldPrograms(
                        RULES,
                        Map.of("known/model", "New\\Model"),
                        modules,
                        (table, field, reason) -> losses.add(reason))
                .mend(Arrays.asList(rows));
    }

    private static Row row(String path, @Nullable String value) {
        return Row.full(LAYOUT, new Object[] {"1", path, value});
    }
}
