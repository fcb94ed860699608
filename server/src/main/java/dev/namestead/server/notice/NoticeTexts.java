package dev.namestead.server.notice;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import dev.namestead.server.addressbook.Contact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What notices say in each language, as patterns of ICU: {@code {name}}, {@code {years, plural, one{# year} other{# years}}}. */
final class NoticeTexts {
    private final Map<String, Map<NoticeText, String>> patterns = new HashMap<>();

    NoticeTexts(List<String> languages) {
        languages.forEach(language -> patterns.put(language, read(language)));
    }

    private static Map<NoticeText, String> read(String language) {
        Map<NoticeText, String> texts = new EnumMap<>(NoticeText.class);
        for (NoticeText text : NoticeText.values()) {
            String file = text.file(language);
            try (InputStream in = NoticeTexts.class.getResourceAsStream(file)) {
                byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
                texts.put(text, new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException broken) {
                throw new UncheckedIOException(file, broken);
            }
        }
        return texts;
    }

    /** Title and body of a letter. */
    record Filled(String title, String body) {}

    Filled fill(String language, Letter letter) {
        Map<String, Object> values = new HashMap<>(letter.values());
        Contact holder = letter.holder();
        if (holder != null) {
            values.put("holder", fill(language, NoticeText.HOLDER, data(holder)).strip());
        }
        String whole = fill(language, letter.text(), values);
        int title = whole.indexOf("\n\n");
        return new Filled(whole.substring(0, title), whole.substring(title + 2));
    }

    private String fill(String language, NoticeText text, Map<String, Object> values) {
        String pattern =
                Objects.requireNonNull(patterns.get(language), language).get(text);
        return new MessageFormat(pattern, new ULocale(language)).format(values);
    }

    String pattern(String language, NoticeText text) {
        return Objects.requireNonNull(
                Objects.requireNonNull(patterns.get(language)).get(text));
    }

    private static Map<String, Object> data(Contact holder) {
        String organization = holder.organization();
        return Map.of(
                "name", holder.name(),
                "organization", organization == null ? "-" : organization,
                "email", holder.email(),
                "phone", holder.phone(),
                "address",
                        "%s, %s %s, %s, %s"
                                .formatted(
                                        holder.street(),
                                        holder.postalCode(),
                                        holder.city(),
                                        holder.state(),
                                        holder.countryCode()));
    }
}
