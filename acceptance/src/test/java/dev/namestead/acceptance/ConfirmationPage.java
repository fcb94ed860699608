package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page behind the link of a confirmation mail, as a browser without scripts sees it. */
record ConfirmationPage(URI address, int status, String html) {
    private static final HttpClient BROWSER = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\"[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    static ConfirmationPage open(URI address) {
        return send(HttpRequest.newBuilder(address).GET().build());
    }

    /** The status that answers a HEAD. */
    static int look(URI address) {
        return send(HttpRequest.newBuilder(address).HEAD().build()).status();
    }

    /** The status that answers a method which the page does not know. */
    static int putTo(URI address) {
        return send(HttpRequest.newBuilder(address).PUT(BodyPublishers.noBody()).build())
                .status();
    }

    boolean hasButton() {
        return FORM.matcher(html).find() && html.contains("<button");
    }

    /** Presses the page's only button. */
    ConfirmationPage press() {
        assertThat(hasButton()).as(html).isTrue();
        var form = FORM.matcher(html);
        form.find();
        var action = ACTION.matcher(form.group());
        URI target = action.find() ? address.resolve(action.group(1).replace("&amp;", "&")) : address;
        return send(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", address.resolve("/").toString().replaceAll("/$", ""))
                .POST(BodyPublishers.ofString(hiddenFields()))
                .build());
    }

    private String hiddenFields() {
        return HIDDEN.matcher(html)
                .results()
                .map(input -> first(NAME, input.group()) + "="
                        + URLEncoder.encode(first(VALUE, input.group()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static ConfirmationPage send(HttpRequest request) {
        try {
            HttpResponse<String> response = BROWSER.send(request, BodyHandlers.ofString());
            return new ConfirmationPage(response.uri(), response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
