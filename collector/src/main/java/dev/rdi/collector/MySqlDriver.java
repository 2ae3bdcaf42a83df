package dev.rdi.collector;

/**
 * MySQL's own driver, which Debezium needs for MySQL and which may not come with this product.
 *
 * <p>Stateless.
 */
final class MySqlDriver {

    private static final String CLASS = "com.mysql.cj.jdbc.Driver";

    private MySqlDriver() {}

    static boolean isThere() {
        try {
            Class.forName(CLASS, false, MySqlDriver.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static Finding missing() {
        return Finding.error(
                "source.driver-missing",
                "Sources of type mysql need MySQL's own driver, whose licence doesn't let it come with this product",
                "Put mysql-connector-j-<version>.jar from https://dev.mysql.com/downloads/connector/j/ into the folder"
                        + " drivers of the installation, and start it again.");
    }
}
