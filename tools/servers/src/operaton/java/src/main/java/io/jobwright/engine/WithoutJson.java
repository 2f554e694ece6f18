package io.jobwright.engine;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the name of the plugin, so that the engine does not get it. */
@Configuration
@ConditionalOnProperty(name = "jobwright.json", havingValue = "false")
public class WithoutJson {
  @Bean
  String spinProcessEnginePlugin() {
    return "none";
  }
}
