package dev.namestead.server.account;

import dev.namestead.server.account.CredentialStore.Found;
import dev.namestead.server.database.Database;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Finds whose credentials these are. What was found good is trusted for at most a second, which spares the database and bounds how
 * long a revoked token lives on.
 */
public final class Authenticator {
    private static final int MOST_CACHED = 10_000;

    private record Key(String kind, ByteBuffer hash) {}

    private record Cached(Found found, long untilNanos) {}

    private final Database database;
    private final long trustNanos;
    private final LongSupplier nanoTime;
    private final CredentialStore credentials = new CredentialStore();
    private final ConcurrentHashMap<Key, Cached> cache = new ConcurrentHashMap<>();

    /** @param trust how long a good answer is used again; at most a second */
    public Authenticator(Database database, Duration trust, LongSupplier nanoTime) {
        this.database = database;
        this.trustNanos = trust.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The caller of a bearer token; empty where it is unknown, revoked or expired. */
    public Optional<Caller> byToken(String token) {
        byte[] hash = Secrets.sha256(token);
        return find("token", hash).filter(found -> same(found, hash)).map(Found::caller);
    }

    /** The caller of {@code X-Auth-Email} and {@code X-Auth-Key}; empty where they are unknown or do not belong together. */
    public Optional<Caller> byKey(String email, String apiKey) {
        byte[] hash = Secrets.sha256(apiKey);
        return find("user", hash)
                .filter(found -> same(found, hash))
                .filter(found -> lower(found.email()).equals(lower(email)))
                .map(Found::caller);
    }

    /** Trusts nobody any more without a look: a new world knows none of the old one's callers. */
    public void forget() {
        cache.clear();
    }

    private Optional<Found> find(String kind, byte[] hash) {
        Key key = new Key(kind, ByteBuffer.wrap(hash));
        long now = nanoTime.getAsLong();
        Cached cached = cache.get(key);
        if (cached != null && cached.untilNanos() - now > 0) {
            return Optional.of(cached.found());
        }
        Optional<Found> found = database.read(
                tx -> kind.equals("token") ? credentials.findToken(tx, hash) : credentials.findUser(tx, hash));
        // Counted from before the database was asked: a revocation after it ends this entry in time.
        found.ifPresentOrElse(good -> remember(key, new Cached(good, now + trustNanos)), () -> cache.remove(key));
        return found;
    }

    private void remember(Key key, Cached entry) {
        if (cache.size() >= MOST_CACHED) {
            long now = nanoTime.getAsLong();
            cache.values().removeIf(old -> old.untilNanos() - now <= 0);
        }
        if (cache.size() < MOST_CACHED) {
            cache.put(key, entry);
        }
    }

    private static boolean same(Found found, byte[] hash) {
        return MessageDigest.isEqual(found.hash(), hash);
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
