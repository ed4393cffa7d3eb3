package dev.gangway.app.integrity;

import dev.gangway.mysql.inspect.InstalledModules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Guesses which extension a table, column or class belongs to: by the modules the shop itself lists as installed, else by the
 * habits of known vendors, else by the first word of the name. A guess, for grouping only.
 */
final class ExtensionGuess {
    /** Where nothing points to an extension. */
    static final String UNKNOWN = "unknown";

    private static final String SETUP = "_setup";

    /** First words of the names in Magento's own tables; they point to nobody. */
    private static final Set<String> OF_MAGENTO = Set.of(
            "admin",
            "adminnotification",
            "api",
            "api2",
            "bundle",
            "captcha",
            "catalog",
            "catalogindex",
            "cataloginventory",
            "catalogrule",
            "catalogsearch",
            "checkout",
            "cms",
            "compiler",
            "contacts",
            "core",
            "coupon",
            "cron",
            "customer",
            "dataflow",
            "design",
            "directory",
            "downloadable",
            "eav",
            "email",
            "enterprise",
            "gift",
            "giftmessage",
            "googleanalytics",
            "importexport",
            "index",
            "is",
            "log",
            "moneybookers",
            "newsletter",
            "oauth",
            "paygate",
            "payment",
            "paypal",
            "paypaluk",
            "permission",
            "persistent",
            "poll",
            "product",
            "productalert",
            "rating",
            "report",
            "reports",
            "review",
            "rss",
            "sales",
            "salesrule",
            "sendfriend",
            "shipping",
            "sitemap",
            "store",
            "tag",
            "tax",
            "usa",
            "weee",
            "widget",
            "wishlist",
            "xmlconnect");

    /** Vendors whose extensions are found in many shops, by the first word of their names. */
    private static final Map<String, String> VENDORS = Map.ofEntries(
            Map.entry("adyen", "Adyen"),
            Map.entry("aitoc", "Aitoc"),
            Map.entry("am", "Amasty"),
            Map.entry("amasty", "Amasty"),
            Map.entry("aw", "aheadWorks"),
            Map.entry("bss", "BSS Commerce"),
            Map.entry("ebizmarts", "ebizmarts"),
            Map.entry("fishpig", "FishPig"),
            Map.entry("klarna", "Klarna"),
            Map.entry("m2epro", "M2E Pro"),
            Map.entry("magestore", "Magestore"),
            Map.entry("mageworx", "MageWorx"),
            Map.entry("magebird", "Magebird"),
            Map.entry("mailchimp", "Mailchimp"),
            Map.entry("mirasvit", "Mirasvit"),
            Map.entry("mst", "Mirasvit"),
            Map.entry("mp", "Mageplaza"),
            Map.entry("rewards", "Sweet Tooth"),
            Map.entry("sagepaysuite", "Sage Pay Suite"),
            Map.entry("smtppro", "Aschroder SMTP Pro"),
            Map.entry("tm", "TemplateMonster"),
            Map.entry("udropship", "Unirgy"),
            Map.entry("urapidflow", "Unirgy"),
            Map.entry("webforms", "MageMe WebForms"),
            Map.entry("wk", "Webkul"),
            Map.entry("wordpress", "FishPig WordPress"),
            Map.entry("wyomind", "Wyomind"),
            Map.entry("xtento", "XTENTO"));

    private final Map<String, String> modules = new TreeMap<>();

    /** {@code modules} of both shops; Magento's own among them are not extensions. */
    ExtensionGuess(List<InstalledModules> installed) {
        for (InstalledModules side : installed) {
            side.versions().forEach(this::add);
        }
    }

    private void add(String name, String version) {
        String code = name.toLowerCase(Locale.ROOT);
        code = code.endsWith(SETUP) ? code.substring(0, code.length() - SETUP.length()) : code;
        if (!code.startsWith("magento_") && !OF_MAGENTO.contains(firstWord(code))) {
            modules.put(code, (code + " " + version).strip());
        }
    }

    /** The extension that a table, a class or an attribute points to. */
    String of(String name) {
        String plain = plain(name);
        return byModule(plain).or(() -> byVendor(plain)).or(() -> byWord(plain)).orElse(UNKNOWN);
    }

    /** The extension that a column points to; the first word of its name alone says nothing. */
    String of(String column, String table) {
        String plain = plain(column);
        return byModule(plain).or(() -> byVendor(plain)).orElseGet(() -> of(table));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('/', '_').replace('\\', '_');
    }

    /** The installed module with the longest name that the name begins with, else any module of the same vendor. */
    private Optional<String> byModule(String name) {
        Map<Integer, String> byLength = new LinkedHashMap<>();
        modules.forEach((code, title) -> {
            if (name.equals(code) || name.startsWith(code + "_")) {
                byLength.put(code.length(), title);
            }
        });
        Optional<String> longest =
                byLength.keySet().stream().max(Integer::compare).map(byLength::get);
        return longest.or(() -> modules.keySet().stream()
                .map(ExtensionGuess::firstWord)
                .filter(vendor -> vendor.equals(firstWord(name)))
                .findFirst()
                .map(vendor -> vendor + " (vendor of an installed module)"));
    }

    private static Optional<String> byVendor(String name) {
        return Optional.ofNullable(VENDORS.get(firstWord(name)));
    }

    private static Optional<String> byWord(String name) {
        String word = firstWord(name);
        return word.equals(name) || OF_MAGENTO.contains(word) || word.length() < 3
                ? Optional.empty()
                : Optional.of(word + "_*");
    }

    private static String firstWord(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }
}
