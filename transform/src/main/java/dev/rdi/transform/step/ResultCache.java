package dev.rdi.transform.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers results for a while, null among them.
 *
 * <p>Thread-safe.
 */
public final class ResultCache<K, V extends @Nullable Object> {

    private final @Nullable Cache<K, @Nullable Object[]> cache;

    private ResultCache(@Nullable Cache<K, @Nullable Object[]> cache) {
        this.cache = cache;
    }

    /** A cache that remembers nothing. */
    public static <K, V extends @Nullable Object> ResultCache<K, V> none() {
        return new ResultCache<>(null);
    }

    /** A cache of so many results, each of which is forgotten after a time. */
    public static <K, V extends @Nullable Object> ResultCache<K, V> of(int size, Duration timeToLive) {
        return new ResultCache<>(Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(timeToLive)
                .build());
    }

    /** A result that is remembered, as the only element of an array, because it may be null. */
    public Optional<@Nullable Object[]> find(K key) {
        return cache == null ? Optional.empty() : Optional.ofNullable(cache.getIfPresent(key));
    }

    /** Remembers a result. */
    public void keep(K key, V result) {
        if (cache != null) {
            cache.put(key, new @Nullable Object[] {result});
        }
    }
}
