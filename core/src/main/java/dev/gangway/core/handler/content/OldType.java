package dev.gangway.core.handler.content;

/** Magento 1's form of a class name: {@code word/word}. */
final class OldType {

    private OldType() {}

    static boolean matches(String type) {
        int slash = type.indexOf('/');
        return slash > 0
                && slash < type.length() - 1
                && isWord(type, 0, slash)
                && isWord(type, slash + 1, type.length());
    }

    static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static boolean isWord(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isWordCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
