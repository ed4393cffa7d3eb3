package dev.gangway.demo;

import dev.gangway.app.Main;
import java.util.List;

/** The program with one command more: {@code gangway demo}, whose sample shop and workload the product itself goes without. */
public final class DemoMain {
    private DemoMain() {}

    public static void main(String[] args) {
        Main.run(List.of(DemoCommand::new), args);
    }
}
