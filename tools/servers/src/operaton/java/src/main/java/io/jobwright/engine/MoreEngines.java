package io.jobwright.engine;

import java.util.List;
import java.util.Map;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Engines beside the default one, each with a database of its own in memory. */
@Component
@ConditionalOnProperty("jobwright.engines.names")
public class MoreEngines {
  private final List<String> names;
  private final Class<?> configurationClass;

  MoreEngines(
      @Value("${jobwright.engines.names}") List<String> names,
      @Value("${jobwright.engines.configuration}") Class<?> configurationClass) {
    this.names = names;
    this.configurationClass = configurationClass;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() throws ReflectiveOperationException {
    for (var name : names) {
      var configuration = configurationClass.getDeclaredConstructor().newInstance();
      new BeanWrapperImpl(configuration)
          .setPropertyValues(
              Map.of(
                  "processEngineName", name,
                  "jdbcUrl", "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
                  "databaseSchemaUpdate", "true",
                  "enforceHistoryTimeToLive", false,
                  "jobExecutorActivate", true));
      configurationClass.getMethod("buildProcessEngine").invoke(configuration);
    }
  }
}
