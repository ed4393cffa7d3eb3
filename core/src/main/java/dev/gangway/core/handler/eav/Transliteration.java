package dev.gangway.core.handler.eav;

import java.util.HashMap;
import java.util.Map;

/**
 * Magento 2's table for writing names in ASCII: accented Latin, Cyrillic, Greek, Hebrew, Bengali. Characters that are not in the
 * table stay; of several entries that fit, the longest counts.
 */
final class Transliteration {
    /** Each line: what is written, then what it is written for. A few capitals are Magento's own. */
    private static final String TABLE = """
            0 \u09e6
            1 \u09e7
            2 \u09e8
            3 \u09e9
            4 \u09ea
            5 \u09eb
            6 \u09ec
            7 \u09ed
            8 \u09ee
            9 \u09ef
            A Ъ
            C \u05e5
            Y Й Ь
            a À Á Â Ä Å à á â ä å Ā ā Ă ă Ą ą Ǎ ǎ Ǻ ǻ А а ъ \u05d0 α ά Ά Α \u0985 \u09be \u09c7
            a \u09cd\u09af
            aa \u0986
            ae Æ æ Ǽ ǽ
            ai \u0990 \u09c8
            and &amp;
            at @
            b Б б \u05d1 β Β
            ba \u09ac
            bha \u09ad
            c © Ç ç Ć ć Ĉ ĉ Ċ ċ Č č Ц ц \u05e6
            ca \u099a
            ch Ч ч χ Χ
            cha \u099b
            d Ď ď Đ đ Д д \u05d3 δ Δ
            da \u09a1 \u09a6
            dha \u09a2 \u09a7
            e È É Ë è é ê ë Ē ē Ĕ ĕ Ė ė Ę ę Ě ě Ə ə Є Е е є \u05e2 ε έ Ε Έ \u098f
            ee \u09c0
            f ƒ Ф ф φ Φ
            g Ĝ ĝ Ğ ğ Ġ ġ Ģ ģ Г г Ґ ґ \u05d2 γ Γ
            ga \u0997
            gdho \u0997\u09cd\u09a7
            gha \u0998
            h Ĥ ĥ Ħ ħ Х х \u05d4 \u05d7 \u09cd
            ha \u09b9
            hmo \u09b9\u09cd\u09ae
            hno \u09b9\u09cd\u09a8 \u09b9\u09cd\u09a3
            i Ì Í Î Ï ì í î ï Ĩ ĩ Ī ī Ĭ ĭ Į į İ ı Ǐ ǐ І Ї И и і ї \u05d9 η ή Η ι ί ϊ ΐ Ι Ί \u0987
            i \u09bf
            ii \u0988
            ij Ĳ ĳ
            j Ĵ ĵ
            ja Я я \u099c
            je Э э
            jha \u099d
            jno \u099c\u09cd\u099e
            jo Ё ё
            ju Ю ю
            k Ķ ķ ĸ К к \u05da \u05db κ Κ
            ka \u0995
            kha \u0996
            kko \u0995\u09cd\u0995
            klo \u0995\u09cd\u09b2
            kmo \u0995\u09cd\u09ae
            kro \u0995\u09cd\u09b0
            ksmo \u0995\u09cd\u09b7\u09cd\u09ae
            kso \u0995\u09cd\u09b7 \u0995\u09cd\u09b8
            kto \u0995\u09cd\u09a4
            l Ĺ ĺ Ļ ļ Ľ ľ Ŀ ŀ Ł ł Л л \u05dc λ Λ
            la \u09b2
            m М м \u05dd \u05de μ Μ
            ma \u09ae
            n Ń ń Ņ ņ Ň ň ŉ Ŋ ŋ Н н \u05df \u05e0 ν Ν \u0981 \u09e2 ñ Ñ
            na \u0999 \u099e \u09a3 \u09a8
            nchho \u099e\u09cd\u099c
            ncho \u099e\u09cd\u099a
            ng \u0982
            ngko \u0999\u09cd\u0995
            nn \u09e3
            o Ò Ó Ô Õ Ö Ø ò ó ô õ ö ø Ō ō Ŏ ŏ Ő ő Ơ ơ Ǒ ǒ Ǿ ǿ О о ο ό Ο Ό ω ώ Ω Ώ \u0993 \u09c1
            o \u09cb \u09bc
            oe Œ œ
            oh \u0983
            ou \u0994
            ow \u09cc
            p þ П п \u05e3 \u05e4 π Π
            pa \u09aa
            pha \u09ab
            ps ψ Ψ
            q \u05e7
            r ® Ŕ ŕ Ŗ ŗ Ř ř Р р \u05e8 ρ Ρ \u098b \u09cd\u09b0
            ra \u09b0 \u09a1\u09bc
            rha \u09a2\u09bc
            ri \u09e0 \u09c3
            rii \u09c4
            s Ś ś Ŝ ŝ Ş ş Š š С с \u05e1 σ ς Σ
            sa \u09b6 \u09b8
            sch Щ щ
            sh Ш ш
            sha \u09b7
            sno \u09b7\u09cd\u09a3
            ss ß
            t Ţ ţ Ť ť Ŧ ŧ Т т \u05d8 \u05ea τ Τ \u09ce
            ta \u099f \u09a4
            th θ Θ
            tha \u09a0 \u09a5
            tm ™
            tmo \u09a4\u09cd\u09ae
            tro \u09a4\u09cd\u09b0
            tto \u099f\u09cd\u099f \u09a4\u09cd\u09a4
            u Ù Ú Û Ü ù ú û ü Ũ ũ Ū ū Ŭ ŭ Ů ů Ű ű Ų ų Ư ư Ǔ ǔ Ǖ ǖ Ǘ ǘ Ǚ ǚ Ǜ ǜ У у υ ύ \u0989 \u09c2
            uu \u098a
            v В в \u05d5
            w Ŵ ŵ \u05e9
            x ξ Ξ
            y Ý ý ÿ Ŷ ŷ Ÿ Ы й ы ь Υ Ύ
            ya \u09af \u09af\u09bc
            z Ź ź Ż ż Ž ž ſ З з \u05d6 ζ Ζ
            zh Ж ж
            """;

    private static final Map<String, String> REPLACEMENTS = new HashMap<>();
    private static final int LONGEST;

    static {
        int longest = 0;
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                REPLACEMENTS.put(words[i], words[0]);
                longest = Math.max(longest, words[i].length());
            }
        }
        LONGEST = longest;
    }

    private Transliteration() {}

    static String ascii(String text) {
        var out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int length = matchLength(text, i);
            if (length == 0) {
                out.append(text.charAt(i++));
            } else {
                out.append(REPLACEMENTS.get(text.substring(i, i + length)));
                i += length;
            }
        }
        return out.toString();
    }

    private static int matchLength(String text, int from) {
        char first = text.charAt(from);
        if (first < 0x80 && first != '&' && first != '@') {
            return 0;
        }
        for (int length = Math.min(LONGEST, text.length() - from); length > 0; length--) {
            if (REPLACEMENTS.containsKey(text.substring(from, from + length))) {
                return length;
            }
        }
        return 0;
    }
}
