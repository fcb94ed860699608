package dev.namestead.server.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "USD,8.57,857,8.57",
        "USD,11,1100,11.00",
        "USD,0.5,50,0.50",
        "JPY,1200,1200,1200",
        "KWD,1.234,1234,1.234"
    })
    void decimals_areReadAndWrittenInMinorUnits(String currency, String text, long minor, String written) {
        Money money = Money.parse(currency, text);
        assertThat(money.minorUnits()).isEqualTo(minor);
        assertThat(money.decimal()).isEqualTo(written);
    }

    @Test
    void moreDigitsThanTheCurrencyHas_areRefused_orRoundedUpWhereACostIsRead() {
        assertThatThrownBy(() -> Money.parse("USD", "8.571")).isInstanceOf(ArithmeticException.class);
        assertThat(Money.roundingUp("USD", new BigDecimal("8.571")).minorUnits())
                .isEqualTo(858);
    }

    @Test
    void amountsOfTwoCurrencies_doNotMix() {
        assertThatThrownBy(() -> Money.of("USD", 1).plus(Money.of("EUR", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
