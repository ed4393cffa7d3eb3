package dev.gangway.core.php;

/**
 * An object of a class that is not loaded: a class name and its properties in order. Names of protected and private
 * properties keep PHP's form with NUL bytes.
 */
public final class PhpObject implements PhpValue {
    private static final PhpString STANDARD = PhpString.of("stdClass");

    private final PhpString className;
    private final PhpArray properties = new PhpArray();

    public PhpObject(PhpString className) {
        this.className = className.text().equalsIgnoreCase(STANDARD.text()) ? STANDARD : className;
    }

    public PhpString className() {
        return className;
    }

    public PhpArray properties() {
        return properties;
    }

    /** True for PHP's own plain object, which needs no class to be loaded. */
    public boolean isStandard() {
        return className.equals(STANDARD);
    }

    @Override
    public boolean isTruthy() {
        return true;
    }
}
