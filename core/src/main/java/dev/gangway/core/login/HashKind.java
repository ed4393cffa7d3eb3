package dev.gangway.core.login;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a customer's password is stored as in Magento 1, because Magento 2 verifies only some kinds. Each kind is a regular
 * expression that Java and every supported server read alike, without regard to case.
 */
public enum HashKind {
    /** {@code hash} or {@code hash:salt}, of all releases. */
    MD5("^[0-9a-f]{32}(:[^:]*)?$", "MD5"),
    /** The same length of commerce and later releases. */
    SHA256("^[0-9a-f]{64}(:[^:]*)?$", "SHA-256"),
    /** {@code hash:salt} of patched shops: longer than the column of Magento 2. */
    SHA512("^[0-9a-f]{128}(:[^:]*)?$", "SHA-512"),
    /** What PHP's own function makes, of 1.9.4, OpenMage and patched shops. */
    BCRYPT("^[$]2[abxy][$][0-9][0-9][$][./A-Za-z0-9]{53}$", "bcrypt"),
    /** Something that no release of Magento 1 makes. */
    OTHER("", "an unknown kind"),
    /** No password, such as that of a customer whom an administrator made. */
    NONE("", "none");

    /** Longest value of {@link #MD5} and {@link #SHA256} whose form in Magento 2 fits its column of 128 characters. */
    public static final int LONGEST = 125;

    private final String expression;
    private final Pattern pattern;
    private final String title;

    HashKind(String expression, String title) {
        this.expression = expression;
        this.pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        this.title = title;
    }

    /** The kind of a stored value. */
    public static HashKind of(@Nullable String stored) {
        if (stored == null || stored.isEmpty()) {
            return NONE;
        }
        for (HashKind kind : new HashKind[] {MD5, SHA256, SHA512, BCRYPT}) {
            boolean fits = !kind.works() || stored.codePointCount(0, stored.length()) <= LONGEST;
            if (fits && kind.pattern.matcher(stored).find()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** The regular expression by which the kind is recognised; empty for the last two. */
    public String expression() {
        return expression;
    }

    /** As people know it. */
    public String title() {
        return title;
    }

    /** As files and tables name it: {@code sha512}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when Magento 2 verifies it by itself. */
    public boolean works() {
        return this == MD5 || this == SHA256;
    }

    /** True when the module for Magento 2 verifies it at the first login. */
    public boolean worksWithModule() {
        return this == SHA512 || this == BCRYPT;
    }

    /** True when Magento 1 verifies it, or may, and Magento 2 does not. */
    public boolean isLost() {
        return !works() && this != NONE;
    }
}
