package dev.gangway.core.handler.content;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends what mails take in from elsewhere: the frame around them, style sheets, values of orders and customers, settings. A mail
 * that asks for a frame or a style sheet that is not there is sent as an apology, and a directive that Magento 2 does not know is
 * sent as it stands. Each kind of loss is told of once per content. Immutable; time grows with the length only.
 */
final class MailDirectives implements Placeholder.Conversion {
    static final String CALL_LOST = "a value that a method of an object gives is not shown by Magento 2";
    static final String FRAME_LOST = "a template takes in another one that Magento 2 does not have";
    static final String SHEET_LOST = "a style sheet of Magento 1's theme is replaced by that of Magento 2's mails";
    static final String SETTING_LOST = "a setting is asked for that Magento 2 does not show in content";

    private static final Pattern DIRECTIVE = Pattern.compile(
            "\\{\\{(template|inlinecss|htmlescape|config|var|if|depend)(\\s[^{}]*+)}}", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONFIG_PATH =
            Pattern.compile("((?<![\\w-])config_path\\s*+=\\s*+[\"']?+)([^\\s\"']++)");
    private static final Pattern PATH = Pattern.compile("(?<![\\w-])path\\s*+=\\s*+[\"']?+([^\\s\"']++)");
    private static final Pattern FILE = Pattern.compile("((?<![\\w-])file\\s*+=\\s*+[\"']?+)([^\\s\"']++)");
    private static final Pattern VARIABLE =
            Pattern.compile("(?<![\\w-])var\\s*+=\\s*+(?:\"\\$([^\"]++)\"|'\\$([^']++)'|\\$(\\S++))");
    /** Addresses are the one thing that templates of Magento 2 may still call for. */
    private static final Pattern CALL = Pattern.compile("\\.(?!getUrl\\()\\w++\\(");

    private static final Pattern SHOWN =
            Pattern.compile("web/(?:un)?secure/base_url|trans_email/ident_\\w+/(?:name|email)"
                    + "|general/store_information/(?!address$)\\w+");
    private static final String OLD_SHEET = "email-inline.css";
    private static final String NEW_SHEET = "css/email-inline.css";
    private static final Map<String, String> FRAMES = Map.of(
            "design/email/header", "design/email/header_template",
            "design/email/footer", "design/email/footer_template");

    @Override
    public String convert(String content, Consumer<String> lost) {
        if (!content.contains("{{")) {
            return content;
        }
        var losses = new LinkedHashSet<String>();
        String converted = DIRECTIVE
                .matcher(content)
                .replaceAll(found -> Matcher.quoteReplacement(directive(found, found.group(2), losses)));
        losses.forEach(lost);
        return converted;
    }

    private static String directive(MatchResult found, String body, Set<String> losses) {
        String open = "{{" + found.group(1);
        return switch (found.group(1).toLowerCase(Locale.ROOT)) {
            case "template" -> open + frame(body, losses) + "}}";
            case "inlinecss" -> open + sheet(body, losses) + "}}";
            case "htmlescape" -> escaped(found.group(), body, losses);
            case "config" -> setting(found.group(), body, losses);
            default -> value(found.group(), losses);
        };
    }

    private static String frame(String body, Set<String> losses) {
        return CONFIG_PATH.matcher(body).replaceFirst(found -> {
            String path = found.group(2);
            if (!path.startsWith("design/email/")) {
                losses.add(FRAME_LOST);
            }
            return Matcher.quoteReplacement(found.group(1) + FRAMES.getOrDefault(path, path));
        });
    }

    private static String sheet(String body, Set<String> losses) {
        return FILE.matcher(body).replaceFirst(found -> {
            boolean known = found.group(2).equals(NEW_SHEET) || found.group(2).contains("::");
            if (!known && !found.group(2).equals(OLD_SHEET)) {
                losses.add(SHEET_LOST);
            }
            return Matcher.quoteReplacement(found.group(1) + (known ? found.group(2) : NEW_SHEET));
        });
    }

    /** Magento 2 escapes every value that is shown, and has no directive of its own for it. */
    private static String escaped(String whole, String body, Set<String> losses) {
        Matcher variable = VARIABLE.matcher(body);
        if (!variable.find()) {
            return whole;
        }
        int group = variable.start(1) >= 0 ? 1 : variable.start(2) >= 0 ? 2 : 3;
        return value("{{var " + variable.group(group) + "}}", losses);
    }

    private static String setting(String whole, String body, Set<String> losses) {
        Matcher path = PATH.matcher(body);
        if (path.find() && !SHOWN.matcher(path.group(1)).matches()) {
            losses.add(SETTING_LOST);
        }
        return whole;
    }

    private static String value(String whole, Set<String> losses) {
        if (CALL.matcher(whole).find()) {
            losses.add(CALL_LOST);
        }
        return whole;
    }
}
