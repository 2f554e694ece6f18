export { type LoadBalancer, startLoadBalancer } from './start-load-balancer.ts';
