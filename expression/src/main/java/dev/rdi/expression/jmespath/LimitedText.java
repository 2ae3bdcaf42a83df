package dev.rdi.expression.jmespath;

/**
 * A text that can be looked at a bounded number of times, in proportion to its length. It ends matches that backtrack
 * without end.
 *
 * <p>Confined to one thread.
 */
final class LimitedText implements CharSequence {

    private static final long FEWEST_STEPS = 100_000;
    private static final long STEPS_PER_CHARACTER = 1_000;
    private static final long MOST_STEPS = 50_000_000;
    /** What a match that doesn't backtrack may need of a text of any length. */
    private static final long PASSES = 20;

    private final String text;
    private long stepsLeft;

    LimitedText(String text) {
        this.text = text;
        long length = text.length();
        this.stepsLeft = Math.max(Math.min(FEWEST_STEPS + STEPS_PER_CHARACTER * length, MOST_STEPS), PASSES * length);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--stepsLeft < 0) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The text was looked at too often. */
    static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
