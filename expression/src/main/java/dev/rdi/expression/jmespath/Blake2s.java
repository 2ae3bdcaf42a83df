package dev.rdi.expression.jmespath;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BLAKE2s without a key, 256 bits, as RFC 7693 defines it. Stateless. */
final class Blake2s {

    private static final int BLOCK = 64;
    private static final int ROUNDS = 10;
    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private Blake2s() {}

    static byte[] hash(byte[] message) {
        int[] state = START.clone();
        // Parameters: a digest of 32 bytes, no key, no tree.
        state[0] ^= 0x01010020;
        int blocks = Math.max(1, (message.length + BLOCK - 1) / BLOCK);
        for (int i = 0; i < blocks; i++) {
            boolean isLast = i == blocks - 1;
            compress(state, block(message, i), isLast ? message.length : (long) (i + 1) * BLOCK, isLast);
        }
        ByteBuffer hash = ByteBuffer.allocate(Integer.BYTES * state.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : state) {
            hash.putInt(word);
        }
        return hash.array();
    }

    private static int[] block(byte[] message, int index) {
        byte[] padded = new byte[BLOCK];
        int start = index * BLOCK;
        System.arraycopy(message, start, padded, 0, Math.min(BLOCK, message.length - start));
        int[] words = new int[BLOCK / Integer.BYTES];
        ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
        return words;
    }

    private static void compress(int[] state, int[] words, long length, boolean isLast) {
        int[] v = new int[16];
        System.arraycopy(state, 0, v, 0, 8);
        System.arraycopy(START, 0, v, 8, 8);
        v[12] ^= (int) length;
        v[13] ^= (int) (length >>> 32);
        if (isLast) {
            v[14] = ~v[14];
        }
        for (int round = 0; round < ROUNDS; round++) {
            byte[] order = Blake2Order.of(round);
            for (int i = 0; i < 8; i++) {
                int column = i & 3;
                int shift = i >> 2;
                mix(
                        v,
                        new int[] {
                            column,
                            4 + (column + shift & 3),
                            8 + (column + 2 * shift & 3),
                            12 + (column + 3 * shift & 3)
                        },
                        words[order[2 * i]],
                        words[order[2 * i + 1]]);
            }
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static void mix(int[] v, int[] at, int x, int y) {
        int a = v[at[0]];
        int b = v[at[1]];
        int c = v[at[2]];
        int d = v[at[3]];
        a += b + x;
        d = Integer.rotateRight(d ^ a, 16);
        c += d;
        b = Integer.rotateRight(b ^ c, 12);
        a += b + y;
        d = Integer.rotateRight(d ^ a, 8);
        c += d;
        b = Integer.rotateRight(b ^ c, 7);
        v[at[0]] = a;
        v[at[1]] = b;
        v[at[2]] = c;
        v[at[3]] = d;
    }
}
