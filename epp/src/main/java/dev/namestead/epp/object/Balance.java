package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is left of our deposit at Verisign (balance-1.0), in the account's currency. */
public interface Balance {

    /** Asks for it. */
    record Info() implements ObjectCommand {
        @Override
        public String namespace() {
            return EppNamespace.BALANCE;
        }

        @Override
        public String verb() {
            return "info";
        }
    }

    /**
     * The answer.
     *
     * @param fixedThreshold below it we are warned, or else
     * @param percentThreshold below that part of the limit
     */
    record Data(
            BigDecimal creditLimit,
            BigDecimal balance,
            BigDecimal availableCredit,
            @Nullable BigDecimal fixedThreshold,
            @Nullable Integer percentThreshold)
            implements ResponseData {
        @Override
        public String namespace() {
            return EppNamespace.BALANCE;
        }
    }

    /**
     * The warning in the poll queue (lowbalance-poll-1.0). Its figures are free text.
     *
     * @param thresholdType FIXED or PERCENT
     */
    record Low(String registrarName, String creditLimit, String threshold, String thresholdType, String availableCredit)
            implements ResponseData {
        @Override
        public String namespace() {
            return EppNamespace.LOW_BALANCE;
        }
    }
}
