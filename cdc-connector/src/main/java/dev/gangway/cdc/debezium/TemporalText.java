package dev.gangway.cdc.debezium;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Turns the packed temporal values of a row event into the text the server prints, zero and partly zero dates included, with
 * as many fractional digits as the column has. Formats: MySQL's my_time.cc.
 */
final class TemporalText {
    private static final long DATETIME_OFFSET = 0x8000000000L;

    private TemporalText() {}

    /** Three bytes, little-endian: year, month, day in 15, 4 and 5 bits. */
    static String date(int packed) {
        return ymd(packed >>> 9, (packed >>> 5) & 15, packed & 31);
    }

    /** TIME before 5.6: decimal digits hhmmss, signed. */
    static String oldTime(int signed) {
        int value = Math.abs(signed);
        return (signed < 0 ? "-" : "") + clock(value / 10000, value / 100 % 100, value % 100);
    }

    /** DATETIME before 5.6: decimal digits YYYYMMDDhhmmss. */
    static String oldDateTime(long digits) {
        long day = digits / 1_000_000;
        long time = digits % 1_000_000;
        return ymd((int) (day / 10000), (int) (day / 100 % 100), (int) (day % 100)) + " "
                + clock((int) (time / 10000), (int) (time / 100 % 100), (int) (time % 100));
    }

    static String timestamp(long seconds, long fraction, int digits) {
        if (seconds == 0 && fraction == 0) {
            return "0000-00-00 00:00:00" + fraction(0, digits);
        }
        LocalDateTime at = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return ymd(at.getYear(), at.getMonthValue(), at.getDayOfMonth()) + " "
                + clock(at.getHour(), at.getMinute(), at.getSecond()) + fraction(fraction, digits);
    }

    /** Five bytes, big-endian, then the fraction: see the format's description in the MySQL internals manual. */
    static String dateTime(long packed, long fraction, int digits) {
        long value = packed - DATETIME_OFFSET;
        long ymd = value >> 17;
        int month = (int) ((ymd >> 5) % 13);
        int year = (int) ((ymd >> 5) / 13);
        int hms = (int) (value & 0x1FFFF);
        return ymd(year, month, (int) (ymd & 31)) + " " + clock(hms >> 12, (hms >> 6) & 63, hms & 63)
                + fraction(fraction, digits);
    }

    /**
     * Three bytes and the fraction read as one big-endian number.
     *
     * @param fractionBytes how many of the bytes are fraction: 0 to 3
     */
    static String time(long packed, int fractionBytes, int digits) {
        int bits = 8 * fractionBytes;
        long signed = packed - (0x800000L << bits);
        long value = Math.abs(signed);
        long hms = value >> bits;
        long fraction = value & ((1L << bits) - 1);
        return (signed < 0 ? "-" : "")
                + clock((int) (hms >> 12) & 0x3FF, (int) (hms >> 6) & 63, (int) hms & 63)
                + fraction(fraction, digits);
    }

    static String year(int raw) {
        return raw == 0 ? "0000" : String.valueOf(1900 + raw);
    }

    /** The stored fraction has an even number of digits; an odd column's last stored digit is 0. */
    private static String fraction(long stored, int digits) {
        if (digits == 0) {
            return "";
        }
        long value = digits % 2 == 0 ? stored : stored / 10;
        return "." + pad(value, digits);
    }

    private static String ymd(int year, int month, int day) {
        return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2);
    }

    private static String clock(int hours, int minutes, int seconds) {
        return pad(hours, 2) + ":" + pad(minutes, 2) + ":" + pad(seconds, 2);
    }

    private static String pad(long value, int width) {
        String digits = Long.toString(value);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }
}
