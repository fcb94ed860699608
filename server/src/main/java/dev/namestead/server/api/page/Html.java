package dev.namestead.server.api.page;

import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Endpoint;
import dev.namestead.server.api.http.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The frame of every page: no scripts, one style that the policy knows by its hash, nothing from elsewhere. */
final class Html {
    private static final String STYLE = """
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem; color: #1b1b1f; }
            h1 { font-size: 1.5rem; }
            button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .4rem; background: #1d4ed8; color: #fff; }
            button:focus-visible { outline: 3px solid #93b4ff; outline-offset: 2px; }
            @media (prefers-color-scheme: dark) { body { background: #16161a; color: #ececf1; } }
            """;

    private Html() {}

    /** @param body markup whose every foreign text went through {@link #escape} */
    static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <h1>%s</h1>
                %s</body>
                </html>
                """.formatted(escape(title), STYLE, escape(title), body);
    }

    /** The page as an answer, with its policy. */
    static Answer answer(int status, String title, String body) {
        return Answer.page(status, page(title, body)).with("Content-Security-Policy", policy());
    }

    /** Where its button leads to is where it stands: looking is one route, pressing another. */
    static List<Route> routes(String path, Endpoint look, Endpoint press) {
        return List.of(new Route("GET", path, Access.OPEN, look), new Route("POST", path, Access.OPEN, press));
    }

    /** What the browser may do with the page. */
    static String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash(STYLE)
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /** Text as text, also inside a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
