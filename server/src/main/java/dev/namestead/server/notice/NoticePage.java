package dev.namestead.server.notice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A notice as HTML, made from its text, so that the two never say different things: nothing is loaded from anywhere, nothing runs. */
final class NoticePage {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>&\"']+[^\\s<>&\"'.,;:!?)]");
    private static final String PAGE = """
        <!doctype html>
        <html lang="%s">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 34em; margin: 2em auto; padding: 0 1em">
        <h1 style="font-size: 1.3em">%s</h1>
        %s
        </body>
        </html>
        """;

    private NoticePage() {}

    static String of(Notice notice) {
        String title = escape(notice.title());
        String paragraphs = Pattern.compile("\\n\\s*\\n")
                .splitAsStream(notice.body().strip())
                .map(text -> "<p>" + linked(escape(text)).replace("\n", "<br>\n") + "</p>")
                .collect(Collectors.joining("\n"));
        return PAGE.formatted(escape(notice.language()), title, title, paragraphs);
    }

    private static String linked(String escaped) {
        return LINK.matcher(escaped)
                .replaceAll(link -> Matcher.quoteReplacement("<a href=\"%1$s\">%1$s</a>".formatted(link.group())));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
