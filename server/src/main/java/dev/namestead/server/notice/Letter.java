package dev.namestead.server.notice;

import dev.namestead.api.AccountId;
import dev.namestead.server.addressbook.Contact;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to somebody, before it is put into a language.
 *
 * @param kind what sort of notice, such as {@code expiry_month}
 * @param subject what it is about, such as a domain name; the text's {@code {name}}
 * @param values the text's others: texts, numbers for plurals, {@code true} and {@code false} as texts
 * @param holder whose data the text shows as {@code {holder}}
 */
public record Letter(
        AccountId account,
        String kind,
        String subject,
        String recipient,
        NoticeText text,
        Map<String, Object> values,
        @Nullable Contact holder) {
    public Letter {
        Map<String, Object> all = new HashMap<>(values);
        all.put("name", subject);
        values = Map.copyOf(all);
    }

    public Letter(
            AccountId account,
            String kind,
            String subject,
            String recipient,
            NoticeText text,
            Map<String, Object> values) {
        this(account, kind, subject, recipient, text, values, null);
    }

    /** Without recipient, values and holder: they do not belong into logs. */
    @Override
    public String toString() {
        return "Letter[" + kind + " " + subject + "]";
    }
}
