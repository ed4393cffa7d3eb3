package dev.gangway.core.handler.content;

import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the addresses of the shop's own pages begin with, such as {@code https://shop.example/}, in all stores. */
public record ShopAddresses(List<String> beginnings) {
    private static final Set<String> SETTINGS = Set.of(
            "web/unsecure/base_url", "web/secure/base_url", "web/unsecure/base_link_url", "web/secure/base_link_url");
    /** By the rows of the configuration that they stand in. */
    public static final LookedUp LOOKED_UP =
            LookedUp.keys("core_config_data", "path", SETTINGS, "scope", "scope_id", "value");

    private static final Pattern ABSOLUTE = Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*+:|//).*+", Pattern.DOTALL);

    private static final Pattern WEB = Pattern.compile("((?:https?:)?+)//", Pattern.CASE_INSENSITIVE);

    public ShopAddresses {
        beginnings = List.copyOf(beginnings);
    }

    /** By the rows of core_config_data; addresses that are made of other settings begin with a directive and are left out. */
    public static ShopAddresses of(List<Row> settings) {
        return new ShopAddresses(settings.stream()
                .filter(row -> SETTINGS.contains(String.valueOf(row.text("path"))))
                .map(row -> String.valueOf(row.text("value")).strip())
                .filter(address -> address.startsWith("http"))
                .map(address -> address.endsWith("/") ? address : address + "/")
                .distinct()
                .toList());
    }

    /** True for an address with a host, or of another kind such as {@code mailto:}; false for a path. */
    static boolean isAbsolute(String address) {
        return ABSOLUTE.matcher(address).matches();
    }

    /**
     * The absolute address of a page of the shop with its path changed; any other address as it is. Whether it is asked for by
     * http, by https or by the scheme of the page that it stands in does not matter.
     */
    public String withPath(String address, UnaryOperator<String> change) {
        int host = host(address);
        for (String shop : beginnings) {
            int length = shop.length() - host(shop);
            if (host >= 0 && address.regionMatches(true, host, shop, host(shop), length)) {
                return address.substring(0, host + length) + change.apply(address.substring(host + length));
            }
        }
        return address;
    }

    /** Where {@code //host} begins in an address of the web, or -1. */
    private static int host(String address) {
        Matcher web = WEB.matcher(address);
        return web.lookingAt() ? web.end(1) : -1;
    }
}
