package dev.namestead.server.api.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids by which a request is found in logs and audit. */
final class RequestIds {
    private RequestIds() {}

    /** 96 random bits: unique, not secret. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextInt());
    }
}
