package dev.rdi.expression.jmespath;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BLAKE2b without a key, 512 bits, as RFC 7693 defines it. Stateless. */
final class Blake2b {

    private static final int BLOCK = 128;
    private static final int ROUNDS = 12;
    private static final long[] START = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };

    private Blake2b() {}

    static byte[] hash(byte[] message) {
        long[] state = START.clone();
        // Parameters: a digest of 64 bytes, no key, no tree.
        state[0] ^= 0x01010040L;
        int blocks = Math.max(1, (message.length + BLOCK - 1) / BLOCK);
        for (int i = 0; i < blocks; i++) {
            boolean isLast = i == blocks - 1;
            compress(state, block(message, i), isLast ? message.length : (long) (i + 1) * BLOCK, isLast);
        }
        ByteBuffer hash = ByteBuffer.allocate(Long.BYTES * state.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : state) {
            hash.putLong(word);
        }
        return hash.array();
    }

    private static long[] block(byte[] message, int index) {
        byte[] padded = new byte[BLOCK];
        int start = index * BLOCK;
        System.arraycopy(message, start, padded, 0, Math.min(BLOCK, message.length - start));
        long[] words = new long[BLOCK / Long.BYTES];
        ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }

    private static void compress(long[] state, long[] words, long length, boolean isLast) {
        long[] v = new long[16];
        System.arraycopy(state, 0, v, 0, 8);
        System.arraycopy(START, 0, v, 8, 8);
        v[12] ^= length;
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

    private static void mix(long[] v, int[] at, long x, long y) {
        long a = v[at[0]];
        long b = v[at[1]];
        long c = v[at[2]];
        long d = v[at[3]];
        a += b + x;
        d = Long.rotateRight(d ^ a, 32);
        c += d;
        b = Long.rotateRight(b ^ c, 24);
        a += b + y;
        d = Long.rotateRight(d ^ a, 16);
        c += d;
        b = Long.rotateRight(b ^ c, 63);
        v[at[0]] = a;
        v[at[1]] = b;
        v[at[2]] = c;
        v[at[3]] = d;
    }
}
