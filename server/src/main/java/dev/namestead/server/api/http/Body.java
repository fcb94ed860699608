package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.Json;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Reads the body of a request: JSON in UTF-8, one object, bounded in size and depth. */
final class Body {
    /** Other parameters mean nothing; another character set is not JSON (RFC 8259, section 8.1). */
    private static final Pattern JSON_TYPE =
            Pattern.compile("(?i)application/json(?:\\s*;\\s*+(?!charset)[^;]*|\\s*;\\s*charset=\"?utf-8\"?)*\\s*");

    private final ServerRequest request;
    private final int maxBytes;
    private @Nullable JsonObject read;

    Body(ServerRequest request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
    }

    JsonObject object() {
        JsonObject known = read;
        if (known == null) {
            requireJson(request.headers());
            known = new JsonObject(parsed(bytes()), "");
            read = known;
        }
        return known;
    }

    static void requireJson(ServerRequestHeaders headers) {
        if (!isJson(headers)) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON: send it with Content-Type: application/json");
        }
    }

    private static boolean isJson(ServerRequestHeaders headers) {
        return JSON_TYPE
                .matcher(headers.first(HeaderNames.CONTENT_TYPE).orElse(""))
                .matches();
    }

    private byte[] bytes() {
        if (declaredLength() > maxBytes) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] bytes;
        try (InputStream in = request.content().inputStream()) {
            bytes = in.readNBytes(maxBytes + 1);
        } catch (RequestException | ServerConnectionException connection) {
            throw connection;
        } catch (IOException | RuntimeException failure) {
            throw new Problem(
                    400,
                    List.of(ApiMessage.of(Refusal.INVALID.code(), "The body broke off or is framed wrongly")),
                    Map.of("Connection", "close"));
        }
        if (bytes.length > maxBytes) {
            throw tooLarge();
        }
        return bytes;
    }

    private long declaredLength() {
        return request.headers().contains(HeaderNames.CONTENT_LENGTH)
                ? request.headers().contentLength().orElse(0)
                : 0;
    }

    private RefusedException tooLarge() {
        return new RefusedException(Refusal.BODY_TOO_LARGE, "The body must have at most " + maxBytes + " bytes");
    }

    private static JsonNode parsed(byte[] bytes) {
        JsonNode node;
        try {
            // Decoded first: the parser would take other encodings for JSON too, and forgive some broken UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            node = Json.mapper().readTree(text);
        } catch (CharacterCodingException notUtf8) {
            throw refused("The body is not valid UTF-8");
        } catch (StreamConstraintsException tooMuch) {
            throw refused("The body exceeds a limit: " + Json.MAX_DEPTH
                    + " levels of nesting, 100 characters of a number, 1000 of a field's name");
        } catch (JacksonException broken) {
            throw refused("The body is not valid JSON: " + place(broken));
        }
        if (!node.isObject()) {
            throw refused("The body must be a JSON object");
        }
        return node;
    }

    /** Where, but not the parser's own words, which may quote anything. */
    private static String place(JacksonException broken) {
        String original = broken.getOriginalMessage();
        if (original != null && original.startsWith("Duplicate")) {
            return "a field is there twice" + line(broken);
        }
        return "it cannot be read" + line(broken);
    }

    private static String line(JacksonException broken) {
        return broken.getLocation() == null
                ? ""
                : " at line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusal.INVALID, message);
    }
}
