import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_8295f6ee59030dc1664cad92a79f6ee8dbb32878 {
    static final String base64Bytes = String.join("", "AAAACTxlcAB8");

    public static void main(String[] args) throws Throwable {
        Crash_8295f6ee59030dc1664cad92a79f6ee8dbb32878.class.getClassLoader().setDefaultAssertionStatus(true);
        try {
            Method fuzzerInitialize = dev.namestead.epp.fuzz.PlantedFaultFuzzer.class.getMethod("fuzzerInitialize");
            fuzzerInitialize.invoke(null);
        } catch (NoSuchMethodException ignored) {
            try {
                Method fuzzerInitialize = dev.namestead.epp.fuzz.PlantedFaultFuzzer.class.getMethod("fuzzerInitialize", String[].class);
                fuzzerInitialize.invoke(null, (Object) args);
            } catch (NoSuchMethodException ignored1) {
            } catch (IllegalAccessException | InvocationTargetException e) {
                e.printStackTrace();
                System.exit(1);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
        byte[] input = java.util.Base64.getDecoder().decode(base64Bytes);
        dev.namestead.epp.fuzz.PlantedFaultFuzzer.fuzzerTestOneInput(input);
    }
}