package dev.gangway.core.handler.content;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paths of Magento 1's own pages and what Magento 2 calls them. A path is the part of an address behind the shop's own: with
 * or without a slash in front, {@code index.php/}, a query or a fragment, all of which stay. Paths of shops (categories,
 * products, CMS pages) are none of these and stay as they are.
 */
public final class StandardRoutes {
    private static final String SCRIPT = "index.php/";

    /** Pages and everything below them; the longest match counts. */
    private static final Map<String, String> MOVED = new LinkedHashMap<>();
    /** Pages only, because what is below them has kept its name. */
    private static final Map<String, String> MOVED_ALONE = new LinkedHashMap<>();
    /** Pages that Magento 2 does not have, with everything below them. */
    private static final List<List<String>> GONE = List.of(
            segments("catalog/seo_sitemap"),
            segments("catalog/product/gallery"),
            segments("sales/recurring_profile"),
            segments("tag"),
            segments("poll"),
            segments("xmlconnect"),
            segments("googlecheckout"),
            segments("api"),
            segments("api_v2"));

    static {
        MOVED.put("contacts", "contact");
        MOVED.put("catalogsearch/term", "search/term");
        MOVED.put("catalogsearch/ajax", "search/ajax");
        MOVED.put("checkout/multishipping", "multishipping/checkout");
        MOVED.put("sales/billing_agreement", "paypal/billing_agreement");
        MOVED.put("paypaluk/express", "paypal/payflowexpress");
        MOVED.put("rss/catalog/new", "rss/feed/index/type/new_products");
        MOVED.put("rss/catalog/special", "rss/feed/index/type/special_products");
        MOVED.put("rss/catalog/salesrule", "rss/feed/index/type/discounts");
        MOVED.put("rss/catalog/category", "rss/feed/index/type/category");
        MOVED.put("rss/order/status", "rss/feed/index/type/order_status");
        MOVED.put("rma/return", "rma/returns");
        MOVED.put("core/index/noCookies", "cookie/index/noCookies");
        MOVED_ALONE.put("checkout/onepage", "checkout");
        MOVED_ALONE.put("checkout/onepage/index", "checkout");
        MOVED_ALONE.put("cms/index/noRoute", "cms/noroute/index");
        MOVED_ALONE.put("cms/index/defaultNoRoute", "cms/noroute/index");
    }

    private StandardRoutes() {}

    /** The path as Magento 2 calls it; the same object when it has not moved. */
    public static String translated(String path) {
        int start = start(path);
        int end = end(path, start);
        String body = path.substring(start, end);
        String moved = moved(body);
        return moved == null ? path : path.substring(0, start) + moved + path.substring(end);
    }

    /** True for a page of Magento 1 that Magento 2 has no counterpart of. */
    public static boolean isGone(String path) {
        int start = start(path);
        List<String> segments = segments(path.substring(start, end(path, start)));
        return isRoute(segments) && GONE.stream().anyMatch(gone -> startsWith(segments, gone));
    }

    private static @Nullable String moved(String body) {
        List<String> segments = segments(body);
        if (!isRoute(segments)) {
            return null;
        }
        String slash = body.endsWith("/") ? "/" : "";
        String alone = MOVED_ALONE.get(String.join("/", segments));
        if (alone != null) {
            return alone + slash;
        }
        for (int length = segments.size(); length > 0; length--) {
            String target = MOVED.get(String.join("/", segments.subList(0, length)));
            if (target != null) {
                String rest = String.join("/", segments.subList(length, segments.size()));
                return target + (rest.isEmpty() ? "" : "/" + rest) + slash;
            }
        }
        return null;
    }

    private static int start(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        return path.startsWith(SCRIPT, start) ? start + SCRIPT.length() : start;
    }

    private static int end(String path, int start) {
        for (int i = start; i < path.length(); i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                return i;
            }
        }
        return path.length();
    }

    private static List<String> segments(String body) {
        String bare = body.endsWith("/") ? body.substring(0, body.length() - 1) : body;
        return bare.isEmpty() ? List.of() : Arrays.asList(bare.split("/", -1));
    }

    /** Names of controllers and actions have no dot: what has one is the address of a category, a product or a file. */
    private static boolean isRoute(List<String> segments) {
        return !segments.isEmpty() && segments.stream().limit(3).noneMatch(segment -> segment.indexOf('.') >= 0);
    }

    private static boolean startsWith(List<String> segments, List<String> beginning) {
        return segments.size() >= beginning.size()
                && segments.subList(0, beginning.size()).equals(beginning);
    }
}
