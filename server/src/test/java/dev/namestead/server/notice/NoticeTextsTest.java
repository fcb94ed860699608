package dev.namestead.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.util.ULocale;
import dev.namestead.api.AccountId;
import dev.namestead.server.account.AccountLanguage;
import dev.namestead.server.addressbook.Contact;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written to people, in each language. */
class NoticeTextsTest {
    private static final AccountId ACCOUNT = new AccountId("c".repeat(32));
    private static final Contact HOLDER = new Contact(
            "Ada {name} King",
            null,
            "ada@example.com",
            "+44.2071234567",
            null,
            "12 St James's Square",
            "London",
            "London",
            "SW1Y 4JH",
            "GB");

    private final NoticeTexts texts = new NoticeTexts(AccountLanguage.ALL);

    @ParameterizedTest
    @EnumSource
    void everyLanguage_asksForTheSameValues_andHasATitle(NoticeText text) {
        var english = values(texts.pattern("en", text));
        for (String language : AccountLanguage.ALL) {
            String pattern = texts.pattern(language, text);
            assertThat(values(pattern)).as(language).isEqualTo(english);
            assertThat(new MessagePattern(pattern).countParts()).isPositive();
            if (text != NoticeText.HOLDER) {
                assertThat(pattern.indexOf('\n')).as(language + " title").isEqualTo(pattern.indexOf("\n\n"));
                assertThat(pattern.indexOf('\n')).isPositive();
            }
        }
    }

    private static java.util.Set<String> values(String pattern) {
        return new MessageFormat(pattern, ULocale.ENGLISH).getArgumentNames();
    }

    @Test
    void aLetter_isWrittenInTheLanguage_withItsPlurals() {
        Letter letter = new Letter(
                ACCOUNT,
                "registration_renewed",
                "kept.com",
                "ada@example.com",
                NoticeText.REGISTRATION_RENEWED,
                Map.of("years", 2, "until", "2033-03-01"));

        assertThat(texts.fill("en", letter))
                .isEqualTo(new NoticeTexts.Filled(
                        "kept.com is renewed", "kept.com was renewed by 2 years. It is paid until 2033-03-01.\n"));
        assertThat(texts.fill("de", letter).title()).isEqualTo("kept.com ist verlängert");
        assertThat(texts.fill("de", letter).body()).startsWith("kept.com wurde um 2 Jahre verlängert.");
    }

    @Test
    void whatForeignersWrote_isNoPattern() {
        Letter letter = new Letter(
                ACCOUNT,
                "data_reminder",
                "kept.com",
                "ada@example.com",
                NoticeText.DATA_REMINDER,
                Map.of("until", "2033-03-01"),
                HOLDER);

        assertThat(texts.fill("en", letter).body())
                .contains(
                        "Name: Ada {name} King\nOrganization: -\n",
                        "12 St James's Square, SW1Y 4JH London, London, GB");
    }
}
