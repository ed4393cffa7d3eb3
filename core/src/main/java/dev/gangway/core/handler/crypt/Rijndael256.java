package dev.gangway.core.handler.crypt;

/**
 * Decrypts Rijndael with blocks of 256 bits, which Magento 1 Enterprise used through PHP's mcrypt and which is not AES, so that the
 * Java platform does not have it. Only what is needed to read old data: not hardened against timing measurements.
 */
final class Rijndael256 {
    private static final int BLOCK = 32;
    private static final int COLUMNS = 8;
    /** How far rows 0 to 3 are rotated when a block has eight columns. */
    private static final int[] SHIFTS = {0, 1, 3, 4};

    private static final int[] BOX = new int[256];
    private static final int[] INVERSE_BOX = new int[256];

    static {
        int p = 1;
        int q = 1;
        do {
            p = p ^ (p << 1 & 0xff) ^ ((p & 0x80) != 0 ? 0x1b : 0);
            q ^= q << 1;
            q ^= q << 2;
            q ^= q << 4;
            q &= 0xff;
            q ^= (q & 0x80) != 0 ? 0x09 : 0;
            int s = q ^ rotate(q, 1) ^ rotate(q, 2) ^ rotate(q, 3) ^ rotate(q, 4) ^ 0x63;
            BOX[p] = s;
            INVERSE_BOX[s] = p;
        } while (p != 1);
        BOX[0] = 0x63;
        INVERSE_BOX[0x63] = 0;
    }

    private final int rounds;
    private final int[] roundKeys;

    private Rijndael256(byte[] key) {
        this.rounds = Math.max(COLUMNS, key.length / 4) + 6;
        this.roundKeys = expand(key, COLUMNS * 4 * (rounds + 1));
    }

    private static int rotate(int x, int bits) {
        return (x << bits | x >> (8 - bits)) & 0xff;
    }

    /** Decrypts whole blocks; the result still has its padding. Keys have 16, 24 or 32 bytes. */
    static byte[] decryptCbc(byte[] key, byte[] iv, byte[] data) {
        var cipher = new Rijndael256(key);
        var plain = new byte[data.length];
        for (int start = 0; start < data.length; start += BLOCK) {
            int[] block = cipher.decrypt(data, start);
            for (int i = 0; i < BLOCK; i++) {
                int previous = start == 0 ? iv[i] : data[start - BLOCK + i];
                plain[start + i] = (byte) (block[i] ^ previous);
            }
        }
        return plain;
    }

    private static int[] expand(byte[] key, int length) {
        var expanded = new int[length];
        for (int i = 0; i < key.length; i++) {
            expanded[i] = key[i] & 0xff;
        }
        int words = key.length / 4;
        int constant = 1;
        for (int word = words; word < length / 4; word++) {
            int[] last = {expanded[word * 4 - 4], expanded[word * 4 - 3], expanded[word * 4 - 2], expanded[word * 4 - 1]
            };
            if (word % words == 0) {
                int first = last[0];
                last = new int[] {BOX[last[1]] ^ constant, BOX[last[2]], BOX[last[3]], BOX[first]};
                constant = multiply(constant, 2);
            } else if (words > 6 && word % words == 4) {
                last = new int[] {BOX[last[0]], BOX[last[1]], BOX[last[2]], BOX[last[3]]};
            }
            for (int i = 0; i < 4; i++) {
                expanded[word * 4 + i] = expanded[(word - words) * 4 + i] ^ last[i];
            }
        }
        return expanded;
    }

    private int[] decrypt(byte[] data, int start) {
        var state = new int[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            state[i] = data[start + i] & 0xff;
        }
        addKey(state, rounds);
        for (int round = rounds - 1; round > 0; round--) {
            state = unshiftAndSubstitute(state);
            addKey(state, round);
            unmix(state);
        }
        state = unshiftAndSubstitute(state);
        addKey(state, 0);
        return state;
    }

    private void addKey(int[] state, int round) {
        for (int i = 0; i < BLOCK; i++) {
            state[i] ^= roundKeys[round * BLOCK + i];
        }
    }

    private static int[] unshiftAndSubstitute(int[] state) {
        var result = new int[BLOCK];
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < 4; row++) {
                int to = (column + SHIFTS[row]) % COLUMNS;
                result[to * 4 + row] = INVERSE_BOX[state[column * 4 + row]];
            }
        }
        return result;
    }

    private static void unmix(int[] state) {
        for (int c = 0; c < BLOCK; c += 4) {
            int a = state[c];
            int b = state[c + 1];
            int d = state[c + 2];
            int e = state[c + 3];
            state[c] = multiply(a, 14) ^ multiply(b, 11) ^ multiply(d, 13) ^ multiply(e, 9);
            state[c + 1] = multiply(a, 9) ^ multiply(b, 14) ^ multiply(d, 11) ^ multiply(e, 13);
            state[c + 2] = multiply(a, 13) ^ multiply(b, 9) ^ multiply(d, 14) ^ multiply(e, 11);
            state[c + 3] = multiply(a, 11) ^ multiply(b, 13) ^ multiply(d, 9) ^ multiply(e, 14);
        }
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int x = a;
        for (int y = b; y > 0; y >>= 1) {
            product ^= (y & 1) * x;
            x = x << 1 & 0xff ^ ((x & 0x80) != 0 ? 0x1b : 0);
        }
        return product & 0xff;
    }
}
